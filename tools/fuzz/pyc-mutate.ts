/**
 * Damages code objects: in their marshal stream, where anything may break, and field by field, so that the damage passes the
 * reader and reaches the verifier and the interpreter.
 */
import { type CodeFields, CodeUnit } from "../../src/bytecode/codeunit.ts";
import { type Const, ConstTuple } from "../../src/bytecode/constants.ts";
import { dumpConst } from "../../src/bytecode/marshal.ts";
import { opcodeValid } from "../../src/bytecode/opcodes.ts";
import type { Random } from "./random.ts";

/** A damaged marshal stream of the code. */
export function mutate(unit: CodeUnit, random: Random): Uint8Array {
  if (random.chance(0.25)) return damageBytes(dumpConst(unit), random);
  let damaged = unit;
  for (let i = random.below(3); i >= 0; i--) damaged = damageUnit(damaged, random);
  const stream = dumpConst(damaged);
  return random.chance(0.05) ? damageBytes(stream, random) : stream;
}

function damageBytes(data: Uint8Array, random: Random): Uint8Array {
  let bytes = [...data];
  for (let i = random.below(4); i >= 0; i--) {
    const at = random.below(bytes.length);
    switch (random.below(5)) {
      case 0:
        bytes[at] = random.below(256);
        break;
      case 1:
        bytes[at] ^= 1 << random.below(8);
        break;
      case 2:
        bytes.splice(at, 1 + random.below(4));
        break;
      case 3:
        bytes.splice(at, 0, ...bytes.slice(random.below(bytes.length)).slice(0, 1 + random.below(8)));
        break;
      default:
        if (random.chance(0.2)) bytes = bytes.slice(0, at + 1);
        else bytes[at] = random.pick([0, 1, 0x7f, 0x80, 0xff]);
    }
  }
  return Uint8Array.from(bytes);
}

/** Damages one code object somewhere in the tree. */
function damageUnit(unit: CodeUnit, random: Random): CodeUnit {
  const inner = unit.consts.flatMap((item, i) => (item instanceof CodeUnit ? [i] : []));
  if (inner.length > 0 && random.chance(0.85)) {
    const at = random.pick(inner);
    const consts = [...unit.consts];
    consts[at] = damageUnit(consts[at] as CodeUnit, random);
    return new CodeUnit({ ...unit, consts });
  }
  const fields: CodeFields = { ...unit };
  damageFields(fields, random);
  return new CodeUnit(fields);
}

function damageFields(fields: CodeFields, random: Random): void {
  switch (random.below(12)) {
    case 0:
      fields.stacksize = random.pick([0, 1, 2, fields.stacksize - 1, fields.stacksize + 1, 0x7fffffff]) & 0x7fffffff;
      return;
    case 1:
      fields.flags ^= 1 << random.pick([0, 1, 2, 3, 4, 5, 7, 8, 9, 24, 26, 27]);
      return;
    case 2:
      fields.exceptiontable = damageTable(fields.exceptiontable, random);
      return;
    case 3:
      fields.linetable = damageTable(fields.linetable, random);
      return;
    case 4:
      fields.localspluskinds = fields.localspluskinds.map((kind) => (random.chance(0.3) ? random.below(256) : kind));
      return;
    case 5: {
      const field = random.pick(["argcount", "kwonlyargcount", "posonlyargcount", "firstlineno"] as const);
      fields[field] = Math.max(0, fields[field] + random.pick([-1, 1, 2, 100]));
      return;
    }
    case 6:
      fields.consts = damageList<Const>(fields.consts, random, [
        null,
        1,
        "x",
        new ConstTuple([]),
        new ConstTuple(["a"]),
      ]);
      return;
    default:
      fields.code = damageCode(fields.code, random);
  }
}

function damageTable(table: Uint8Array, random: Random): Uint8Array {
  if (table.length === 0)
    return Uint8Array.of(0x80 | random.below(64), random.below(64), random.below(64), random.below(8));
  return damageBytes(table, random);
}

function damageList<T>(items: readonly T[], random: Random, others: readonly T[]): T[] {
  const copy = [...items];
  const at = random.below(copy.length + 1);
  if (random.chance(0.4)) copy.splice(at, 1);
  else copy[at] = random.chance(0.5) && copy.length > 0 ? random.pick(copy) : random.pick(others);
  return copy.map((item) => item ?? (null as T));
}

const OPCODES: readonly number[] = [...opcodeValid.keys()].filter((op) => op < 256 && opcodeValid[op] !== 0);

function damageCode(code: Uint8Array, random: Random): Uint8Array {
  const units: number[][] = [];
  for (let i = 0; i < code.length; i += 2) units.push([code[i], code[i + 1]]);
  if (units.length === 0) return code;
  for (let i = random.below(3); i >= 0; i--) {
    const at = random.below(units.length);
    switch (random.below(8)) {
      case 0:
      case 1:
        units[at] = [random.pick(OPCODES), units[at][1]];
        break;
      case 2:
      case 3:
        units[at] = [
          units[at][0],
          random.pick([0, 1, 2, 3, units[at][1] + 1, units[at][1] - 1, random.below(256)]) & 255,
        ];
        break;
      case 4:
        units[at] = [...random.pick(units)];
        break;
      case 5: {
        const other = random.below(units.length);
        [units[at], units[other]] = [units[other], units[at]];
        break;
      }
      case 6:
        units.splice(at, 1 + random.below(2));
        break;
      default:
        units.splice(at, 0, [...random.pick(units)]);
    }
    if (units.length === 0) return new Uint8Array(0);
  }
  return Uint8Array.from(units.flat());
}
