/** _zoneinfo: the zoneinfo module's ZoneInfo. Source: CPython Modules/_zoneinfo.c. */
import { defineModule } from "../../objects/declare.ts";
import { zoneInfoType } from "./type.ts";

export default defineModule({
  name: "_zoneinfo",
  doc: "Implementation of the zoneinfo module.",
  types: () => ({ ZoneInfo: zoneInfoType }),
});
