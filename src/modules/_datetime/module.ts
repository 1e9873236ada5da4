/** _datetime: the datetime module's accelerator. Source: CPython Modules/_datetimemodule.c. */
import { reprAddress } from "../../objects/address.ts";
import { defineModule, defineType } from "../../objects/declare.ts";
import { PyObject } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { MAXYEAR, MINYEAR } from "./calendar.ts";
import { dateType } from "./date.ts";
import { datetimeType } from "./datetime.ts";
import { timeType } from "./time.ts";
import { timedeltaType } from "./timedelta.ts";
import { timezoneType, utc } from "./timezone.ts";
import { tzinfoType } from "./tzinfo.ts";

class Capsule extends PyObject {
  readonly label: string;
  constructor(label: string) {
    super(capsuleType);
    this.label = label;
  }
}

/** What C extensions reach the module's C interface through; there are none, so it holds only its name. */
export const capsuleType: PyType = defineType<Capsule>({
  name: "PyCapsule",
  doc: 'Capsule objects let you wrap a C "void *" pointer in a Python object.',
  flags: ["disallow_instantiation"],
  slots: { tp_repr: (self) => `<capsule object "${self.label}" at ${reprAddress(self)}>` },
});

export default defineModule({
  name: "_datetime",
  doc: "Fast implementation of the datetime module.",
  types: () => ({
    date: dateType,
    datetime: datetimeType,
    time: timeType,
    timedelta: timedeltaType,
    timezone: timezoneType,
    tzinfo: tzinfoType,
  }),
  constants: () => ({
    MINYEAR,
    MAXYEAR,
    UTC: utc(),
    datetime_CAPI: new Capsule("datetime.datetime_CAPI"),
  }),
});
