/** _codecs_iso2022: the ISO-2022 codecs of Japan and Korea. Source: CPython Modules/cjkcodecs/_codecs_iso2022.c. */
import { iso2022Codecs } from "../kernel/codecs/multibyte/iso2022-codecs.ts";
import { codecsModule } from "../objects/codecs/multibyte.ts";

export default codecsModule("_codecs_iso2022", () => iso2022Codecs(), []);
