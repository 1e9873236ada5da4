/**
 * Writers of the location table and the exception table (Python/assemble.c; InternalDocs/code_objects.md and
 * exception_handling.md describe the formats). Their readers are in src/bytecode.
 */

import { ByteBuffer } from "../bytecode/byte-buffer.ts";
import { LOCATION_INFO } from "../bytecode/location-table.ts";
import { opcodeCaches } from "../bytecode/opcodes.ts";
import { type Instr, type Location, NO_LOCATION, sameLocation } from "./instruction-sequence.ts";

const buffer = new ByteBuffer();

/** Where the instruction ends, in code units. */
function endOf(instrs: readonly Instr[], index: number): number {
  if (index + 1 < instrs.length) return instrs[index + 1].offset;
  const { opcode, oparg, offset } = instrs[index];
  return offset + (oparg <= 0xff ? 1 : oparg <= 0xffff ? 2 : oparg <= 0xffffff ? 3 : 4) + opcodeCaches[opcode];
}

/** `co_linetable`; the instructions' offsets must be set. */
export function writeLocationTable(instrs: readonly Instr[], firstlineno: number): Uint8Array {
  buffer.reset();
  let line = firstlineno;
  let loc = NO_LOCATION;
  let start = 0;
  for (let i = 0; i <= instrs.length; i++) {
    if (i < instrs.length && sameLocation(loc, instrs[i].loc)) continue;
    const end = i < instrs.length ? instrs[i].offset : i === 0 ? 0 : endOf(instrs, i - 1);
    for (let size = end - start; size > 0; size -= 8) line = writeLocation(loc, Math.min(size, 8), line);
    start = end;
    if (i < instrs.length) loc = instrs[i].loc;
  }
  return buffer.take();
}

/** Writes one entry of 1–8 code units and returns the line that the next one is relative to. */
function writeLocation(loc: Location, size: number, line: number): number {
  const { lineno, endLineno, col, endCol } = loc;
  if (lineno < 0) {
    firstByte(LOCATION_INFO.NONE, size);
    return line;
  }
  const delta = lineno - line;
  if (col < 0 || endCol < 0) {
    if (endLineno === lineno || endLineno === -1) {
      firstByte(LOCATION_INFO.NO_COLUMNS, size);
      signedVarint(delta);
      return lineno;
    }
  } else if (endLineno === lineno) {
    if (delta === 0 && col < 80 && endCol - col < 16 && endCol >= col) {
      firstByte(LOCATION_INFO.SHORT0 + (col >> 3), size);
      buffer.byte(((col & 7) << 4) | (endCol - col));
      return line;
    }
    if (delta >= 0 && delta < 3 && col < 128 && endCol < 128) {
      firstByte(LOCATION_INFO.ONE_LINE0 + delta, size);
      buffer.pair(col, endCol);
      return lineno;
    }
  }
  firstByte(LOCATION_INFO.LONG, size);
  signedVarint(delta);
  varint(endLineno - lineno);
  varint(col + 1);
  varint(endCol + 1);
  return lineno;
}

function firstByte(code: number, size: number): void {
  buffer.byte(0x80 | (code << 3) | (size - 1));
}

/** Six bits a byte, lowest first. */
function varint(value: number): void {
  while (value >= 64) {
    buffer.byte(0x40 | (value & 63));
    value >>>= 6;
  }
  buffer.byte(value);
}

function signedVarint(value: number): void {
  varint(value < 0 ? (-value << 1) | 1 : value << 1);
}

/** `co_exceptiontable`: start, length, handler and depth of each guarded range, six bits a byte, highest first. */
export function writeExceptionTable(instrs: readonly Instr[]): Uint8Array {
  buffer.reset();
  let first = -1;
  for (let i = 0; i <= instrs.length; i++) {
    const label = i < instrs.length ? instrs[i].handlerLabel : -1;
    if (first >= 0 && label !== instrs[first].handlerLabel) {
      writeHandler(instrs, first, i);
      first = -1;
    }
    if (first < 0 && label >= 0) first = i;
  }
  return buffer.take();
}

function writeHandler(instrs: readonly Instr[], first: number, end: number): void {
  const { offset, handlerLabel, handlerStartDepth, handlerPreserveLasti } = instrs[first];
  const lasti = handlerPreserveLasti ? 1 : 0;
  const depth = handlerStartDepth - 1 - lasti;
  entryItem(offset, 0x80);
  entryItem(endOf(instrs, end - 1) - offset, 0);
  entryItem(instrs[handlerLabel].offset, 0);
  entryItem((depth << 1) | lasti, 0);
}

function entryItem(value: number, startBit: number): void {
  for (let shift = 24; shift > 0; shift -= 6) {
    if (value < 1 << shift) continue;
    buffer.byte(((value >> shift) & 63) | 64 | startBit);
    startBit = 0;
  }
  buffer.byte((value & 63) | startBit);
}
