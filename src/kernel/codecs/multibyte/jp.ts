/** The Japanese codecs without a state. Behaviour: CPython Modules/cjkcodecs/_codecs_jp.c. */
import type { MultibyteCodec } from "./codec.ts";
import { tableCodec } from "./table-codec.ts";

export const CODECS_JP: readonly MultibyteCodec[] = [
  tableCodec("shift_jis"),
  tableCodec("cp932"),
  tableCodec("euc_jp", { triple: true }),
  tableCodec("shift_jis_2004"),
  tableCodec("euc_jis_2004", { triple: true }),
  tableCodec("euc_jisx0213", { triple: true }),
  tableCodec("shift_jisx0213"),
];
