/** Starts the command. */
import { loadProgram } from "../code-cache.ts";
import { keepCode, restoreFlags } from "./optimizer.ts";

const { main, saveCode } = loadProgram(import.meta.url);
if (saveCode !== null) {
  // Without this, what a long program starts with was forgotten at its end (measured: start-up half as long again from then on).
  keepCode();
  process.on("exit", () => {
    restoreFlags();
    saveCode();
  });
}
main();
