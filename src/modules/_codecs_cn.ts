/** _codecs_cn: GB2312, GBK, GB18030 and HZ. Source: CPython Modules/cjkcodecs/_codecs_cn.c. */
import { CODECS_CN } from "../kernel/codecs/multibyte/cn.ts";
import { codecsModule } from "../objects/codecs/multibyte.ts";

export default codecsModule("_codecs_cn", () => CODECS_CN, ["gb2312", "gbkext", "gbcommon", "gb18030ext"]);
