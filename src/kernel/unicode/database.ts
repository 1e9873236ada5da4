/**
 * The character database behind the `unicodedata` module, in its current version and as it was in Unicode 3.2.0 (which
 * stringprep and therefore IDNA use). Tables are decoded on first use. Behaviour: CPython Modules/unicodedata.c.
 */

import { toDecimal } from "./decimal.ts";
import { CodePointTable, decodeNumbers, decodePairs, unzigzag } from "./decode.ts";
import {
  BIDI_CLASSES,
  CATEGORIES,
  CORRECTIONS_32,
  DECIMALS_32,
  DECOMPOSITION_TAGS,
  DECOMPOSITIONS,
  DECOMPOSITIONS_32,
  DIGITS,
  NUMERIC_VALUES,
  NUMERICS,
  NUMERICS_32,
  RECORDS,
  RECORDS_32,
  RUNS,
  RUNS_32,
  WIDTHS,
} from "./generated/database.ts";

export { UNIDATA_VERSION } from "./generated/database.ts";

/** A decomposition: the tag (`<compat>` …, or empty for a canonical one) and the code points. */
export interface Decomposition {
  readonly tag: string;
  readonly codes: readonly number[];
}

const categories = CATEGORIES.split(" ");
const bidiClasses = BIDI_CLASSES.split(" ");
const widths = WIDTHS.split(" ");
const tags = DECOMPOSITION_TAGS.split(" ");

class Tables {
  readonly records: number[];
  readonly table: CodePointTable;
  constructor(records: string, runs: string) {
    this.records = decodeNumbers(records);
    this.table = new CodePointTable(decodeNumbers(runs));
  }
  field(code: number, field: number): number {
    return this.records[this.table.get(code) * 5 + field];
  }
}

let decompositions: Map<number, Decomposition> | undefined;
let decompositions32: Map<number, Decomposition> | undefined;
let digits: Map<number, number> | undefined;
let numerics: Map<number, number> | undefined;
let numerics32: Map<number, number> | undefined;
let decimals32: Map<number, number> | undefined;
let corrections32: Map<number, number> | undefined;

function readDecompositions(text: string): Map<number, Decomposition> {
  const numbers = decodeNumbers(text);
  const map = new Map<number, Decomposition>();
  let code = 0;
  let target = 0;
  for (let i = 0; i < numbers.length; ) {
    code += numbers[i];
    const count = numbers[i + 1] % 20;
    const codes: number[] = [];
    for (let k = 0; k < count; k++) codes.push((target += unzigzag(numbers[i + 2 + k])));
    map.set(code, { tag: tags[Math.floor(numbers[i + 1] / 20)], codes });
    i += 2 + count;
  }
  return map;
}

/** One version of the database. */
export class UnicodeDatabase {
  readonly version: string;
  readonly old: boolean;
  private tables: Tables | undefined;

  constructor(version: string, old: boolean) {
    this.version = version;
    this.old = old;
  }

  private field(code: number, field: number): number {
    this.tables ??= this.old ? new Tables(RECORDS_32, RUNS_32) : new Tables(RECORDS, RUNS);
    return this.tables.field(code, field);
  }

  category(code: number): string {
    return categories[this.field(code, 0)];
  }

  bidirectional(code: number): string {
    return bidiClasses[this.field(code, 1)];
  }

  combining(code: number): number {
    return code < 0x300 ? 0 : this.field(code, 2);
  }

  eastAsianWidth(code: number): string {
    return widths[this.field(code, 3)];
  }

  mirrored(code: number): number {
    return this.field(code, 4);
  }

  decomposition(code: number): Decomposition | undefined {
    if (code < 0xa0) return undefined;
    decompositions ??= readDecompositions(DECOMPOSITIONS);
    if (this.old) {
      decompositions32 ??= readDecompositions(DECOMPOSITIONS_32);
      const changed = decompositions32.get(code);
      if (changed !== undefined) return changed.codes.length === 0 ? undefined : changed;
      if (this.category(code) === "Cn") return undefined;
    }
    return decompositions.get(code);
  }

  /** The target that normalization uses instead of the decomposition, where the two differ. */
  correction(code: number): number | undefined {
    if (!this.old) return undefined;
    corrections32 ??= decodePairs(CORRECTIONS_32);
    return corrections32.get(code);
  }

  decimal(code: number): number | undefined {
    if (this.old && code > 127) {
      decimals32 ??= decodePairs(DECIMALS_32);
      const changed = decimals32.get(code);
      if (changed !== undefined) return changed < 10 ? changed : undefined;
    }
    const value = toDecimal(code);
    return value < 0 ? undefined : value;
  }

  digit(code: number): number | undefined {
    const value = toDecimal(code);
    if (value >= 0) return value;
    digits ??= decodePairs(DIGITS);
    return digits.get(code);
  }

  numeric(code: number): number | undefined {
    if (this.old) {
      numerics32 ??= decodePairs(NUMERICS_32);
      const index = numerics32.get(code);
      if (index !== undefined) return NUMERIC_VALUES[index] < 0 ? undefined : NUMERIC_VALUES[index];
    }
    numerics ??= decodePairs(NUMERICS);
    const index = numerics.get(code);
    return index === undefined ? this.digit(code) : NUMERIC_VALUES[index];
  }

  /** The text of unicodedata.decomposition. */
  decompositionText(code: number): string {
    const entry = this.decomposition(code);
    if (entry === undefined) return "";
    const codes = entry.codes.map((c) => c.toString(16).toUpperCase().padStart(4, "0")).join(" ");
    return entry.tag === "" ? codes : `${entry.tag} ${codes}`;
  }
}

export const ucd = new UnicodeDatabase("16.0.0", false);
export const ucd32 = new UnicodeDatabase("3.2.0", true);
