/** The tables by name, and what each rests on. */
import type { Layer } from "./char-table.ts";
import { johabPlace, samePlace, shiftJisPlace, shiftJisPlace2, thirdPlace } from "./places.ts";

type Rest = readonly [table: string, place: Layer["place"]];

export interface TablePlan {
  readonly layers?: readonly Rest[];
  /** What serves keys and code points that have nothing else. */
  readonly fallback?: Rest;
}

/** In the order in which they can be generated: a table comes after those it rests on. */
export const TABLE_PLANS = {
  jisx0208: {},
  jisx0212: {},
  jisx0213_1: { layers: [["jisx0208", samePlace]] },
  jisx0213_2: {},
  jisx0213_1_2000: { layers: [["jisx0213_1", samePlace]] },
  jisx0213_2_2000: { layers: [["jisx0213_2", samePlace]] },
  shift_jis: { layers: [["jisx0208", shiftJisPlace]] },
  cp932: { layers: [["shift_jis", samePlace]] },
  euc_jp: {
    layers: [
      ["jisx0208", samePlace],
      ["jisx0212", thirdPlace],
    ],
  },
  shift_jis_2004: {
    layers: [
      ["jisx0213_1", shiftJisPlace],
      ["jisx0213_2", shiftJisPlace2],
    ],
  },
  shift_jisx0213: {
    layers: [
      ["jisx0213_1_2000", shiftJisPlace],
      ["jisx0213_2_2000", shiftJisPlace2],
    ],
  },
  euc_jis_2004: {
    layers: [
      ["jisx0213_1", samePlace],
      ["jisx0213_2", thirdPlace],
    ],
    fallback: ["jisx0212", thirdPlace],
  },
  euc_jisx0213: {
    layers: [
      ["jisx0213_1_2000", samePlace],
      ["jisx0213_2_2000", thirdPlace],
    ],
    fallback: ["jisx0212", thirdPlace],
  },
  gb2312: {},
  gbk: { layers: [["gb2312", samePlace]] },
  gb18030: { layers: [["gbk", samePlace]] },
  big5: {},
  cp950: { layers: [["big5", samePlace]] },
  big5hkscs: { layers: [["big5", samePlace]] },
  ksx1001: {},
  euc_kr: { layers: [["ksx1001", samePlace]] },
  cp949: { layers: [["ksx1001", samePlace]] },
  johab: { layers: [["ksx1001", johabPlace]] },
} as const satisfies Record<string, TablePlan>;

export type TableName = keyof typeof TABLE_PLANS;
