/**
 * V8's optimizing compiler is off until the program turns out to be busy. What start-up and imports run a thousand times is over by the
 * time the optimized code is there; compiling it takes as long as all the rest. Node's own modules are to be loaded before: V8 takes
 * compiled code only under the flags that it was compiled with.
 */
import { setFlagsFromString } from "node:v8";

export function optimizeLater(): void {
  setFlagsFromString("--no-opt");
}

export function optimizeNow(): void {
  setFlagsFromString("--opt");
}
