/** _codecs_tw: Big5 and CP950. Source: CPython Modules/cjkcodecs/_codecs_tw.c. */
import { CODECS_TW } from "../kernel/codecs/multibyte/big5.ts";
import { codecsModule } from "../objects/codecs/multibyte.ts";

export default codecsModule("_codecs_tw", () => CODECS_TW, ["big5", "cp950ext"]);
