/** _datetime: the datetime module's accelerator. Source: CPython Modules/_datetimemodule.c. */
import { PyCapsule } from "../../objects/capsule.ts";
import { defineModule } from "../../objects/declare.ts";
import { MAXYEAR, MINYEAR } from "./calendar.ts";
import { dateType } from "./date.ts";
import { datetimeType } from "./datetime.ts";
import { timeType } from "./time.ts";
import { timedeltaType } from "./timedelta.ts";
import { timezoneType, utc } from "./timezone.ts";
import { tzinfoType } from "./tzinfo.ts";

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
    datetime_CAPI: new PyCapsule("datetime.datetime_CAPI"),
  }),
});
