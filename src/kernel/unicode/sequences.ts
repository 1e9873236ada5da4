/** Named character sequences (Unicode's NamedSequences), which unicodedata.lookup knows and `\N{…}` does not. */
import { SEQUENCES } from "./generated/sequences.ts";

let table: Map<string, readonly number[]> | undefined;

/** The code points of a named sequence in any case, or `undefined`. */
export function namedSequence(name: string): readonly number[] | undefined {
  table ??= new Map(
    SEQUENCES.split(";").map((line) => {
      const end = line.lastIndexOf(" ");
      const codes = line.slice(end + 1).split("+");
      return [line.slice(0, end), codes.map((code) => Number.parseInt(code, 16))];
    }),
  );
  return table.get(name.toUpperCase());
}
