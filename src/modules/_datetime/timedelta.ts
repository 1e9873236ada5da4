/** timedelta: the table. Source: CPython Modules/_datetimemodule.c (delta_*). */
import { intFloorDiv, intTrueDiv, normInt } from "../../kernel/int.ts";
import { compareResult, hash } from "../../objects/abstract/compare.ts";
import { asInt } from "../../objects/abstract/number.ts";
import { defineType, member, method } from "../../objects/declare.ts";
import { zeroDivisionError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import type { KwNames, PyValue } from "../../objects/object.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import type { CompareOp } from "../../objects/slots.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { bindArguments } from "./arguments.ts";
import {
  addDeltas,
  compareDeltas,
  deltaToMicroseconds,
  divideNearest,
  microsecondsToDelta,
  newDelta,
  scaleDelta,
  sumUnits,
  UNIT_NAMES,
} from "./timedelta-math.ts";
import { PyDelta, pad } from "./values.ts";

export const timedeltaType: PyType = defineType<PyDelta>({
  name: "datetime.timedelta",
  basicsize: 40,
  doc: "Difference between two datetime values.",
  flags: ["basetype"],
  alloc: (type) => new PyDelta(type),
  slots: {
    tp_new: deltaNew,
    tp_repr: deltaRepr,
    tp_str: deltaStr,
    tp_hash: (self) => hash(new PyTuple([self.days, self.seconds, self.microseconds])),
    tp_richcompare: deltaCompare,
    nb_add: (a, b) => (a instanceof PyDelta && b instanceof PyDelta ? addDeltas(a, b, 1) : NOT_IMPLEMENTED),
    nb_subtract: (a, b) => (a instanceof PyDelta && b instanceof PyDelta ? addDeltas(a, b, -1) : NOT_IMPLEMENTED),
    nb_multiply: deltaMultiply,
    nb_remainder: (a, b) => (bothDeltas(a, b) ? divmod(a as PyDelta, b as PyDelta)[1] : NOT_IMPLEMENTED),
    nb_divmod: (a, b) => (bothDeltas(a, b) ? new PyTuple(divmod(a as PyDelta, b as PyDelta)) : NOT_IMPLEMENTED),
    nb_negative: (self) => negate(self as PyDelta),
    nb_positive: (self) => {
      const { days, seconds, microseconds } = self as PyDelta;
      return newDelta(days, seconds, microseconds);
    },
    nb_absolute: (self) => ((self as PyDelta).days < 0 ? negate(self as PyDelta) : timedeltaType.nb_positive!(self)),
    nb_bool: (self) => {
      const { days, seconds, microseconds } = self as PyDelta;
      return days !== 0 || seconds !== 0 || microseconds !== 0;
    },
    nb_floor_divide: deltaFloorDivide,
    nb_true_divide: deltaTrueDivide,
  },
  methods: {
    total_seconds: method([], "Total seconds in the duration.", totalSeconds, { signature: null }),
    __reduce__: method(
      [],
      "__reduce__() -> (cls, state)",
      (self: PyDelta) => new PyTuple([self.type, new PyTuple([self.days, self.seconds, self.microseconds])]),
      { signature: null },
    ),
  },
  members: {
    days: member("days", { doc: "Number of days." }),
    seconds: member("seconds", { doc: "Number of seconds (>= 0 and less than 1 day)." }),
    microseconds: member("microseconds", { doc: "Microseconds within the second." }),
  },
  constants: () => ({
    resolution: newDelta(0, 0, 1),
    min: newDelta(-999999999, 0, 0),
    max: newDelta(999999999, 86399, 999999),
  }),
});

function deltaNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  const signature = { name: "__new__()", names: UNIT_NAMES, required: 0, positional: 7 };
  return sumUnits(bindArguments(signature, args, kwnames), type);
}

function deltaRepr(self: PyDelta): PyValue {
  const parts: string[] = [];
  if (self.days !== 0) parts.push(`days=${self.days}`);
  if (self.seconds !== 0) parts.push(`seconds=${self.seconds}`);
  if (self.microseconds !== 0) parts.push(`microseconds=${self.microseconds}`);
  return `${typeName(self)}(${parts.length === 0 ? "0" : parts.join(", ")})`;
}

function deltaStr(self: PyDelta): PyValue {
  const { days, seconds, microseconds } = self;
  const clock = `${Math.floor(seconds / 3600)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
  const fraction = microseconds === 0 ? "" : `.${pad(microseconds, 6)}`;
  const head = days === 0 ? "" : `${days} day${Math.abs(days) === 1 ? "" : "s"}, `;
  return head + clock + fraction;
}

function deltaCompare(self: PyDelta, other: PyValue, op: CompareOp): PyValue {
  return other instanceof PyDelta ? compareResult(compareDeltas(self, other), op) : NOT_IMPLEMENTED;
}

function negate(self: PyDelta): PyDelta {
  return newDelta(-self.days, -self.seconds, -self.microseconds);
}

function bothDeltas(a: PyValue, b: PyValue): boolean {
  return a instanceof PyDelta && b instanceof PyDelta;
}

function deltaMultiply(a: PyValue, b: PyValue): PyValue {
  const [delta, factor] = a instanceof PyDelta ? [a, b] : [b as PyDelta, a];
  const int = asInt(factor);
  if (int !== undefined) return microsecondsToDelta(normInt(deltaToMicroseconds(delta) * BigInt(int)));
  return factor instanceof PyFloat ? scaleDelta(delta, factor.v, false) : NOT_IMPLEMENTED;
}

function deltaFloorDivide(a: PyValue, b: PyValue): PyValue {
  if (!(a instanceof PyDelta)) return NOT_IMPLEMENTED;
  const total = normInt(deltaToMicroseconds(a));
  if (b instanceof PyDelta) return intFloorDiv(total, nonZero(b));
  const int = asInt(b);
  if (int === undefined) return NOT_IMPLEMENTED;
  if (int === 0) throw zeroDivisionError("division by zero");
  return microsecondsToDelta(intFloorDiv(total, int));
}

function deltaTrueDivide(a: PyValue, b: PyValue): PyValue {
  if (!(a instanceof PyDelta)) return NOT_IMPLEMENTED;
  if (b instanceof PyDelta) return new PyFloat(intTrueDiv(normInt(deltaToMicroseconds(a)), nonZero(b)));
  if (b instanceof PyFloat) return scaleDelta(a, b.v, true);
  const int = asInt(b);
  if (int === undefined) return NOT_IMPLEMENTED;
  return microsecondsToDelta(normInt(divideNearest(deltaToMicroseconds(a), BigInt(int))));
}

function nonZero(delta: PyDelta): number | bigint {
  const total = normInt(deltaToMicroseconds(delta));
  if (total === 0) throw zeroDivisionError("division by zero");
  return total;
}

function divmod(a: PyDelta, b: PyDelta): [PyValue, PyValue] {
  const quotient = intFloorDiv(normInt(deltaToMicroseconds(a)), nonZero(b));
  const rest = deltaToMicroseconds(a) - BigInt(quotient) * deltaToMicroseconds(b);
  return [quotient, microsecondsToDelta(normInt(rest))];
}

export function totalSeconds(self: PyDelta): PyFloat {
  return new PyFloat(intTrueDiv(normInt(deltaToMicroseconds(self)), 1_000_000));
}
