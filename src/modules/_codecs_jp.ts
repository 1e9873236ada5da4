/** _codecs_jp: the Japanese codecs without a state. Source: CPython Modules/cjkcodecs/_codecs_jp.c. */
import { CODECS_JP } from "../kernel/codecs/multibyte/jp.ts";
import { codecsModule } from "../objects/codecs/multibyte.ts";

export default codecsModule("_codecs_jp", () => CODECS_JP, [
  "jisx0208",
  "jisx0212",
  "jisxcommon",
  "cp932ext",
  "jisx0213_1_bmp",
  "jisx0213_2_bmp",
  "jisx0213_bmp",
  "jisx0213_1_emp",
  "jisx0213_2_emp",
  "jisx0213_emp",
  "jisx0213_pair",
]);
