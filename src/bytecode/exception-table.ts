/**
 * Reader of `co_exceptiontable` (InternalDocs/exception_handling.md): entries sorted by start, each four numbers of six bits
 * a byte, highest first; bit 7 marks the first byte of an entry. Offsets are in code units there and in bytes here.
 */

export interface ExceptionEntry {
  /** The guarded range of byte offsets. */
  readonly start: number;
  readonly end: number;
  readonly target: number;
  /** The stack depth to unwind to. */
  readonly depth: number;
  /** Whether the offset of the raising instruction is pushed below the exception. */
  readonly lasti: boolean;
}

/** All entries in order. A truncated last entry is left out. */
export function exceptionEntries(table: Uint8Array): ExceptionEntry[] {
  const entries: ExceptionEntry[] = [];
  let at = 0;
  const varint = (): number => {
    let byte = table[at++];
    let value = byte & 63;
    while ((byte & 64) !== 0) {
      byte = table[at++];
      value = (value << 6) | (byte & 63);
    }
    return value;
  };
  while (at < table.length) {
    const start = varint() * 2;
    const size = varint() * 2;
    const target = varint() * 2;
    const depthLasti = varint();
    if (at > table.length) break;
    entries.push({ start, end: start + size, target, depth: depthLasti >> 1, lasti: (depthLasti & 1) !== 0 });
  }
  return entries;
}

/** The entry that guards the instruction at a byte offset (`get_exception_handler`). */
export function findExceptionEntry(entries: readonly ExceptionEntry[], offset: number): ExceptionEntry | undefined {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle].end <= offset) low = middle + 1;
    else high = middle;
  }
  const entry = entries[low];
  return entry !== undefined && entry.start <= offset ? entry : undefined;
}
