/** _codecs_kr: EUC-KR, CP949 and Johab. Source: CPython Modules/cjkcodecs/_codecs_kr.c. */
import { CODECS_KR } from "../kernel/codecs/multibyte/kr.ts";
import { codecsModule } from "../objects/codecs/multibyte.ts";

export default codecsModule("_codecs_kr", () => CODECS_KR, ["ksx1001", "cp949", "cp949ext"]);
