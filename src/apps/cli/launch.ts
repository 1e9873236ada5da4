/** Starts the command. */
import { loadProgram } from "../code-cache.ts";

const { main, ...code } = loadProgram(import.meta.url);
main(code);
