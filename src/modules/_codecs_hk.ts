/** _codecs_hk: Big5 with Hong Kong's supplement. Source: CPython Modules/cjkcodecs/_codecs_hk.c. */
import { CODECS_HK } from "../kernel/codecs/multibyte/big5.ts";
import { codecsModule } from "../objects/codecs/multibyte.ts";

export default codecsModule("_codecs_hk", () => CODECS_HK, ["big5hkscs", "big5hkscs_bmp", "big5hkscs_nonbmp"]);
