/**
 * Results of the complex functions where a part is not finite, one table for each function: rows by the real part, columns by
 * the imaginary part, in the order -inf, negative, -0, 0, positive, inf, nan. Source: CPython Modules/cmathmodule.c
 * (special_type, the *_special_values tables); the values are those of C99 Annex G.
 */
import type { Complex } from "../../kernel/complex.ts";

/** "p" is pi, "h" pi/2, "q" pi/4, "t" 3pi/4, "i" infinity, "n" nan, "E" a domain error, "." does not occur. */
const VALUES: Readonly<Record<string, number>> = {
  "0": 0,
  "1": 1,
  p: Math.PI,
  h: Math.PI / 2,
  q: Math.PI / 4,
  t: (3 * Math.PI) / 4,
  i: Number.POSITIVE_INFINITY,
  n: Number.NaN,
};

/** undefined stands for a domain error. */
export type SpecialTable = readonly (readonly (Complex | undefined)[])[];

function number(text: string): number {
  return text.startsWith("-") ? -VALUES[text.slice(1)] : VALUES[text];
}

export function specialTable(text: string): SpecialTable {
  return text.split(" | ").map((row) =>
    row.split(" ").map((cell) => {
      if (cell === "E" || cell === ".") return undefined;
      const [re, im] = cell.split(",");
      return { re: number(re), im: number(im) };
    }),
  );
}

function kind(x: number): number {
  if (Number.isNaN(x)) return 6;
  if (x === 0) return Object.is(x, -0) ? 2 : 3;
  if (Number.isFinite(x)) return x < 0 ? 1 : 4;
  return x < 0 ? 0 : 5;
}

export function special(table: SpecialTable, re: number, im: number): Complex | undefined {
  return table[kind(re)][kind(im)];
}

export const ACOS = specialTable(
  "t,i p,i p,i p,-i p,-i t,-i n,i | h,i . . . . h,-i n,n | h,i . . . . h,-i h,n | h,i . . . . h,-i h,n | h,i . . . . h,-i n,n | q,i 0,i 0,i 0,-i 0,-i q,-i n,i | n,i n,n n,n n,n n,n n,-i n,n",
);
export const ACOSH = specialTable(
  "i,-t i,-p i,-p i,p i,p i,t i,n | i,-h . . . . i,h n,n | i,-h . . . . i,h n,h | i,-h . . . . i,h n,h | i,-h . . . . i,h n,n | i,-q i,-0 i,-0 i,0 i,0 i,q i,n | i,n n,n n,n n,n n,n i,n n,n",
);
export const ASINH = specialTable(
  "-i,-q -i,-0 -i,-0 -i,0 -i,0 -i,q -i,n | -i,-h . . . . -i,h n,n | -i,-h . . . . -i,h n,n | i,-h . . . . i,h n,n | i,-h . . . . i,h n,n | i,-q i,-0 i,-0 i,0 i,0 i,q i,n | i,n n,n n,-0 n,0 n,n i,n n,n",
);
export const ATANH = specialTable(
  "-0,-h -0,-h -0,-h -0,h -0,h -0,h -0,n | -0,-h . . . . -0,h n,n | -0,-h . . . . -0,h -0,n | 0,-h . . . . 0,h 0,n | 0,-h . . . . 0,h n,n | 0,-h 0,-h 0,-h 0,h 0,h 0,h 0,n | 0,-h n,n n,n n,n n,n 0,h n,n",
);
export const COSH = specialTable(
  "E . i,0 i,-0 . E i,n | E . . . . E n,n | E . . . . E n,0 | E . . . . E n,0 | E . . . . E n,n | E . i,-0 i,0 . E i,n | n,n n,n n,0 n,0 n,n n,n n,n",
);
export const EXP = specialTable(
  "0,0 . 0,-0 0,0 . 0,0 0,0 | E . . . . E n,n | E . . . . E n,n | E . . . . E n,n | E . . . . E n,n | E . i,-0 i,0 . E i,n | n,n n,n n,-0 n,0 n,n n,n n,n",
);
export const LOG = specialTable(
  "i,-t i,-p i,-p i,p i,p i,t i,n | i,-h . . . . i,h n,n | i,-h . . . . i,h n,n | i,-h . . . . i,h n,n | i,-h . . . . i,h n,n | i,-q i,-0 i,-0 i,0 i,0 i,q i,n | i,n n,n n,n n,n n,n i,n n,n",
);
export const SINH = specialTable(
  "E . -i,-0 -i,0 . E i,n | E . . . . E n,n | E . . . . E 0,n | E . . . . E 0,n | E . . . . E n,n | E . i,-0 i,0 . E i,n | n,n n,n n,-0 n,0 n,n n,n n,n",
);
export const SQRT = specialTable(
  "i,-i 0,-i 0,-i 0,i 0,i i,i n,i | i,-i . . . . i,i n,n | i,-i . . . . i,i n,n | i,-i . . . . i,i n,n | i,-i . . . . i,i n,n | i,-i i,-0 i,-0 i,0 i,0 i,i i,n | i,-i n,n n,n n,n n,n i,i n,n",
);
export const TANH = specialTable(
  "-1,0 . -1,-0 -1,0 . -1,0 -1,0 | E . . . . E n,n | E . . . . E -0,n | E . . . . E 0,n | E . . . . E n,n | 1,0 . 1,-0 1,0 . 1,0 1,0 | n,n n,n n,-0 n,0 n,n n,n n,n",
);
export const RECT = specialTable(
  "E . -i,0 -i,-0 . E i,n | E . . . . E n,n | 0,0 . . . . 0,0 0,0 | 0,0 . . . . 0,0 0,0 | E . . . . E n,n | E . i,-0 i,0 . E i,n | n,n n,n n,0 n,0 n,n n,n n,n",
);
