/** Named character sequences (Unicode's NamedSequences), which unicodedata.lookup knows and `\N{…}` does not. */

export const NAMED_SEQUENCES: ReadonlyMap<string, readonly number[]> = new Map();
