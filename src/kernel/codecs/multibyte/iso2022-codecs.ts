/** The ISO-2022 codecs, by the sets that each tries in turn. */
import type { MultibyteCodec } from "./codec.ts";
import { iso2022Codec } from "./iso2022.ts";
import { doubleSet, iso8859_1, iso8859_7, jisx0201Katakana, jisx0201Roman, MARK, pairsOf } from "./iso2022-sets.ts";
import { G1 } from "./iso2022-state.ts";

export function iso2022Codecs(): readonly MultibyteCodec[] {
  const jisx0208 = doubleSet(MARK.JISX0208, "jisx0208");
  const jisx0208Old = doubleSet(MARK.JISX0208_1978, "jisx0208");
  const jisx0212 = doubleSet(MARK.JISX0212, "jisx0212");
  const plane1 = doubleSet(MARK.JISX0213_1_2004, "jisx0213_1");
  const plane1Of2000 = doubleSet(MARK.JISX0213_1_2000, "jisx0213_1_2000");
  const plane2 = doubleSet(MARK.JISX0213_2, "jisx0213_2");
  const plane2Of2000 = doubleSet(MARK.JISX0213_2, "jisx0213_2_2000");
  const gb2312 = doubleSet(MARK.GB2312, "gb2312");
  const ksx1001 = doubleSet(MARK.KSX1001, "ksx1001");
  const shifted = doubleSet(MARK.KSX1001, "ksx1001", G1);
  const japanese = { noShift: true, jisx0208Prefix: true };
  return [
    { encoding: "iso2022_kr", sets: [shifted] },
    { encoding: "iso2022_jp", sets: [jisx0208, jisx0201Roman, jisx0208Old], ...japanese },
    { encoding: "iso2022_jp_1", sets: [jisx0208, jisx0212, jisx0201Roman, jisx0208Old], ...japanese },
    {
      encoding: "iso2022_jp_2",
      sets: [jisx0208, jisx0212, ksx1001, gb2312, jisx0201Roman, jisx0208Old, iso8859_1, iso8859_7],
      useG2: true,
      ...japanese,
    },
    { encoding: "iso2022_jp_2004", sets: [pairsOf(plane1), jisx0208, plane1, plane2], ...japanese },
    { encoding: "iso2022_jp_3", sets: [pairsOf(plane1Of2000), jisx0208, plane1Of2000, plane2Of2000], ...japanese },
    {
      encoding: "iso2022_jp_ext",
      sets: [jisx0208, jisx0212, jisx0201Roman, jisx0201Katakana, jisx0208Old],
      ...japanese,
    },
  ].map(iso2022Codec);
}
