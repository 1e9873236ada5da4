/** Starts the command. */
// Node's modules that the program begins with: V8 takes their compiled code only under its own flags.
import "node:buffer";
import "node:os";
import "node:tty";
import { loadProgram } from "../code-cache.ts";
import { setLastingFlags } from "./optimizer.ts";

setLastingFlags();
const { main, ...code } = loadProgram(import.meta.url);
main(code);
