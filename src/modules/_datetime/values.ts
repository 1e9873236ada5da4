/** The objects: dates, times and durations as plain numbers. Source: CPython Include/datetime.h. */
import { inheritPyObject, PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { dateType } from "./date.ts";
import { datetimeType } from "./datetime.ts";
import { timeType } from "./time.ts";
import { timedeltaType } from "./timedelta.ts";
import { timezoneType } from "./timezone.ts";
import { tzinfoType } from "./tzinfo.ts";

export class PyDelta implements PyObject {
  static {
    inheritPyObject(PyDelta);
  }
  type: PyType;
  days = 0;
  seconds = 0;
  microseconds = 0;
  constructor(type: PyType = timedeltaType) {
    this.type = type;
  }
}

export class PyDate implements PyObject {
  static {
    inheritPyObject(PyDate);
  }
  type: PyType;
  year = 1;
  month = 1;
  day = 1;
  constructor(type: PyType = dateType) {
    this.type = type;
  }
}

export class PyTime implements PyObject {
  static {
    inheritPyObject(PyTime);
  }
  type: PyType;
  hour = 0;
  minute = 0;
  second = 0;
  microsecond = 0;
  fold = 0;
  tzinfo: PyValue = null;
  constructor(type: PyType = timeType) {
    this.type = type;
  }
}

export class PyDateTime extends PyDate {
  hour = 0;
  minute = 0;
  second = 0;
  microsecond = 0;
  fold = 0;
  tzinfo: PyValue = null;
  constructor(type: PyType = datetimeType) {
    super(type);
  }
}

export class PyTZInfo extends PyObject {
  constructor(type: PyType = tzinfoType) {
    super(type);
  }
}

export class PyTimeZone extends PyTZInfo {
  offset: PyDelta = null!;
  /** The name that was given, or null. */
  name: PyValue = null;
  constructor(type: PyType = timezoneType) {
    super(type);
  }
}

/** The time of day that times and datetimes have. */
export type ClockTime = PyTime | PyDateTime;

export function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
