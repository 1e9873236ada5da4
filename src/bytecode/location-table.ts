/**
 * Reader of `co_linetable` (PEP 626, PEP 657; Objects/codeobject.c, InternalDocs/code_objects.md).
 *
 * Each entry covers 1 to 8 code units; its first byte is 0x80 | form << 3 | units - 1. Lines are differences to the entry
 * before, columns are absolute. A damaged table never raises: missing bytes read as 0.
 */

/** The forms of an entry. */
export const LOCATION_INFO = {
  /** 0–9: same line, column group in the form, one more byte. */
  SHORT0: 0,
  /** 10–12: line difference in the form, two column bytes. */
  ONE_LINE0: 10,
  NO_COLUMNS: 13,
  LONG: 14,
  NONE: 15,
} as const;

/** A range of bytes in `co_code` and its source location; -1 stands for an unknown line or column. */
export interface PositionRange {
  start: number;
  end: number;
  line: number;
  endLine: number;
  column: number;
  endColumn: number;
}

/** Walks the table entry by entry. */
export class LocationReader {
  start = 0;
  end = 0;
  form = 0;
  line = -1;
  endLine = -1;
  column = -1;
  endColumn = -1;
  private readonly table: Uint8Array;
  private at = 0;
  private computedLine: number;
  constructor(table: Uint8Array, firstlineno: number) {
    this.table = table;
    this.computedLine = firstlineno;
  }

  /** Reads the next entry into the fields; false at the end. */
  next(): boolean {
    const table = this.table;
    if (this.at >= table.length) return false;
    const first = table[this.at++];
    const form = (first >> 3) & 15;
    this.form = form;
    this.start = this.end;
    this.end += ((first & 7) + 1) * 2;
    switch (form) {
      case LOCATION_INFO.NONE:
        this.line = this.endLine = this.column = this.endColumn = -1;
        break;
      case LOCATION_INFO.LONG:
        this.line = this.computedLine += this.signedVarint();
        this.endLine = this.line + this.varint();
        this.column = this.varint() - 1;
        this.endColumn = this.varint() - 1;
        break;
      case LOCATION_INFO.NO_COLUMNS:
        this.line = this.endLine = this.computedLine += this.signedVarint();
        this.column = this.endColumn = -1;
        break;
      case LOCATION_INFO.ONE_LINE0:
      case LOCATION_INFO.ONE_LINE0 + 1:
      case LOCATION_INFO.ONE_LINE0 + 2:
        this.line = this.endLine = this.computedLine += form - LOCATION_INFO.ONE_LINE0;
        this.column = this.byte();
        this.endColumn = this.byte();
        break;
      default: {
        const second = this.byte();
        this.line = this.endLine = this.computedLine;
        this.column = (form << 3) | (second >> 4);
        this.endColumn = this.column + (second & 15);
      }
    }
    return true;
  }

  private byte(): number {
    return this.at < this.table.length ? this.table[this.at++] : 0;
  }

  private varint(): number {
    let read = this.byte();
    let value = read & 63;
    for (let shift = 6; (read & 64) !== 0; shift += 6) {
      read = this.byte();
      value |= (read & 63) << shift;
    }
    return value >>> 0;
  }

  private signedVarint(): number {
    const value = this.varint();
    return (value & 1) !== 0 ? -(value >>> 1) : value >>> 1;
  }
}

/** The line of the instruction at a byte offset (`PyCode_Addr2Line`); -1 when it has none. */
export function lineOf(table: Uint8Array, firstlineno: number, offset: number): number {
  if (offset < 0) return firstlineno;
  const reader = new LocationReader(table, firstlineno);
  while (reader.next()) {
    if (offset < reader.end) return reader.line;
  }
  return -1;
}

/** The source range of the instruction at a byte offset (`PyCode_Addr2Location`). */
export function positionOf(table: Uint8Array, firstlineno: number, offset: number): PositionRange | undefined {
  const reader = new LocationReader(table, firstlineno);
  while (reader.next()) {
    if (offset < reader.end) {
      const { start, end, line, endLine, column, endColumn } = reader;
      return { start, end, line, endLine, column, endColumn };
    }
  }
  return undefined;
}

/** `co_positions()`: one entry for each code unit. */
export function codePositions(table: Uint8Array, firstlineno: number): PositionRange[] {
  const positions: PositionRange[] = [];
  const reader = new LocationReader(table, firstlineno);
  while (reader.next()) {
    const { line, endLine, column, endColumn } = reader;
    for (let at = reader.start; at < reader.end; at += 2) {
      positions.push({ start: at, end: at + 2, line, endLine, column, endColumn });
    }
  }
  return positions;
}

/** `co_lines()`: neighbouring entries of one line are one range; -1 stands for None. */
export function codeLines(table: Uint8Array, firstlineno: number): { start: number; end: number; line: number }[] {
  const lines: { start: number; end: number; line: number }[] = [];
  const reader = new LocationReader(table, firstlineno);
  while (reader.next()) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.line === reader.line) last.end = reader.end;
    else lines.push({ start: reader.start, end: reader.end, line: reader.line });
  }
  return lines;
}

/** The table with nothing but line numbers, for `-X no_debug_ranges` (remove_column_info). */
export function withoutColumns(table: Uint8Array): Uint8Array {
  const out: number[] = [];
  const reader = new LocationReader(table, 0);
  let line = 0;
  while (reader.next()) {
    const form = reader.form === LOCATION_INFO.NONE ? LOCATION_INFO.NONE : LOCATION_INFO.NO_COLUMNS;
    out.push(0x80 | (form << 3) | ((reader.end - reader.start) / 2 - 1));
    if (form === LOCATION_INFO.NONE) continue;
    const delta = reader.line - line;
    line = reader.line;
    let rest = delta < 0 ? (-delta << 1) | 1 : delta << 1;
    for (; rest >= 64; rest >>>= 6) out.push(0x40 | (rest & 63));
    out.push(rest);
  }
  return Uint8Array.from(out);
}
