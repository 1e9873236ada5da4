/** tzinfo: the abstract base of time zones. Source: CPython Modules/_datetimemodule.c (tzinfo_*). */
import { lookupAttr } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { add, subtract } from "../../objects/abstract/number.ts";
import { object } from "../../objects/converters.ts";
import { defineType, method, posOnly } from "../../objects/declare.ts";
import { notImplementedError, typeError, valueError } from "../../objects/errors.ts";
import { genericNew } from "../../objects/new-helpers.ts";
import type { PyValue } from "../../objects/object.ts";
import { reduceState } from "../../objects/object-reduce.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { callDst, callUtcOffset } from "./tzinfo-calls.ts";
import { PyDateTime, PyTZInfo } from "./values.ts";

function abstractMethod(name: string, doc: string) {
  return method(
    [posOnly("dt", object)],
    doc,
    () => {
      throw notImplementedError(`a tzinfo subclass must implement ${name}()`);
    },
    { signature: null },
  );
}

export const tzinfoType: PyType = defineType<PyTZInfo>({
  name: "datetime.tzinfo",
  doc: "What every class of time zones is derived from.",
  flags: ["basetype"],
  alloc: (type) => new PyTZInfo(type),
  slots: { tp_new: (type) => genericNew(type) },
  methods: {
    tzname: abstractMethod("tzname", "datetime -> string name of time zone."),
    utcoffset: abstractMethod(
      "utcoffset",
      "Return how far the zone is ahead of UTC at a datetime; west of Greenwich it is behind.",
    ),
    dst: abstractMethod("dst", "Return how far summer time is ahead at a datetime."),
    fromutc: method([posOnly("dt", object)], "datetime in UTC -> datetime in local time.", fromUtc, {
      signature: null,
    }),
    __reduce__: method([], "-> (cls, state)", reduce, { signature: null }),
  },
});

function fromUtc(self: PyTZInfo, dt: PyValue): PyValue {
  if (!(dt instanceof PyDateTime)) throw typeError("fromutc: argument must be a datetime");
  if (dt.tzinfo !== self) throw valueError("fromutc: dt.tzinfo is not self");
  const offset = callUtcOffset(self, dt);
  if (offset === null) throw valueError("fromutc: non-None utcoffset() result required");
  let dst = callDst(self, dt);
  if (dst === null) throw valueError("fromutc: non-None dst() result required");
  const result = add(dt, subtract(offset, dst));
  dst = callDst((result as PyDateTime).tzinfo, result);
  if (dst === null) throw valueError("fromutc: tz.dst() gave inconsistent results; cannot convert");
  return isTrue(dst) ? add(result, dst) : result;
}

function reduce(self: PyTZInfo): PyValue {
  const getArgs = lookupAttr(self, "__getinitargs__");
  const args = getArgs === undefined ? new PyTuple([]) : call(getArgs, []);
  return new PyTuple([self.type, args, reduceState(self)]);
}
