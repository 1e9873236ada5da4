/** Line numbers of decoded instructions, from `co_linetable` (PEP 626; CPython Objects/locations.md). */
import type { CodeUnit } from "../bytecode/codeunit.ts";

/** Line of each decoded instruction; -1: none. */
export function lineTable(unit: CodeUnit, offsets: Int32Array): Int32Array {
  const lines = new Int32Array(offsets.length).fill(-1);
  const table = unit.linetable;
  let at = 0;
  let line = unit.firstlineno;
  let offset = 0;
  let index = 0;
  const varint = (): number => {
    let byte = table[at++];
    let value = byte & 63;
    for (let shift = 6; (byte & 64) !== 0 && at < table.length; shift += 6) {
      byte = table[at++];
      value += (byte & 63) * 2 ** shift;
    }
    return value;
  };
  while (at < table.length) {
    const head = table[at++];
    const kind = (head >> 3) & 15;
    const end = offset + ((head & 7) + 1) * 2;
    let current: number;
    if (kind === 15) {
      current = -1;
    } else {
      if (kind >= 13) {
        const value = varint();
        line += (value & 1) !== 0 ? -Math.floor(value / 2) : Math.floor(value / 2);
      } else if (kind >= 10) {
        line += kind - 10;
      }
      current = line;
    }
    while (at < table.length && (table[at] & 128) === 0) at++;
    while (index < offsets.length && offsets[index] < end) lines[index++] = current;
    offset = end;
  }
  while (index < offsets.length) {
    lines[index] = index > 0 ? lines[index - 1] : unit.firstlineno;
    index++;
  }
  return lines;
}
