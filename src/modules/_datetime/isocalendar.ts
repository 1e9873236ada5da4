/** IsoCalendarDate: what isocalendar() answers, a tuple with names. Source: CPython Modules/_datetimemodule.c (iso_calendar_date_*). */
import { reprJs } from "../../objects/abstract/repr.ts";
import { cint } from "../../objects/converters.ts";
import { defineType, getset, method, param } from "../../objects/declare.ts";
import type { PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { tupleType } from "../../objects/tuple/type.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";

function field(index: number) {
  return getset((self: PyTuple) => self.items[index], undefined, null);
}

export const isoCalendarDateType: PyType = defineType<PyTuple>({
  name: "datetime.IsoCalendarDate",
  doc: "The result of date.isocalendar() or datetime.isocalendar()\n\nThis object may be accessed either as a tuple of ((year, week, weekday))\nor via the object attributes as named in the above tuple.",
  flags: ["heaptype", "immutable"],
  base: () => tupleType,
  alloc: (type) => new PyTuple([], type),
  slots: { tp_repr: isoRepr },
  new: method(
    [param("year", cint), param("week", cint), param("weekday", cint)],
    "",
    (type: PyType, y, w, d) => new PyTuple([y, w, d], type),
  ),
  methods: {
    __reduce__: method(
      [],
      "Return state information for pickling.",
      (self: PyTuple) => new PyTuple([tupleType, new PyTuple([new PyTuple(self.items)])]),
      { signature: null },
    ),
  },
  getset: { year: field(0), week: field(1), weekday: field(2) },
});

function isoRepr(self: PyTuple): PyValue {
  const [year, week, day] = self.items;
  return `${typeName(self)}(year=${reprJs(year)}, week=${reprJs(week)}, weekday=${reprJs(day)})`;
}
