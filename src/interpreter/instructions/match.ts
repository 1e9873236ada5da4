/** Structural pattern matching. */
import type { PyValue } from "../../objects/object.ts";
import type { PyTuple } from "../../objects/tuple/tuple.ts";
import { TPFLAGS } from "../../objects/type-object.ts";
import { typeOf } from "../../objects/typeof.ts";
import { inst } from "../inst.ts";
import { matchClass, matchKeys } from "../match.ts";

export const MATCH_CLASS = inst(
  { stack: "subject, type, names -- attrs", cold: true },
  (_frame, oparg, subject: PyValue, type: PyValue, names: PyValue) =>
    matchClass(subject, type, oparg, names as PyTuple),
);

export const MATCH_MAPPING = inst(
  { stack: "subject -- subject, res", cold: true },
  (_frame, _oparg, subject: PyValue) => [subject, (typeOf(subject).flags & TPFLAGS.MAPPING) !== 0],
);

export const MATCH_SEQUENCE = inst(
  { stack: "subject -- subject, res", cold: true },
  (_frame, _oparg, subject: PyValue) => [subject, (typeOf(subject).flags & TPFLAGS.SEQUENCE) !== 0],
);

export const MATCH_KEYS = inst(
  { stack: "subject, keys -- subject, keys, values_or_none", cold: true },
  (_frame, _oparg, subject: PyValue, keys: PyValue) => [subject, keys, matchKeys(subject, keys as PyTuple)],
);
