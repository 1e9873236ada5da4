import type { Lowering } from "./lower.ts";
export function emitParser(_l: Lowering): string {
  return "";
}
