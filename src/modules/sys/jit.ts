/** sys._jit: what CPython tells about its own just-in-time compiler, which is not this implementation's. Source: CPython Python/sysmodule.c. */
import { createModule } from "../../objects/create-module.ts";
import { defineModule, fn } from "../../objects/declare.ts";
import type { PyModule } from "../../objects/module.ts";

const spec = defineModule({
  name: "sys._jit",
  doc: "Utilities for observing just-in-time compilation.",
  functions: {
    is_active: fn([], "Whether the innermost Python frame runs code that the compiler made.", () => false),
    is_available: fn([], "Whether this Python has the compiler.", () => false),
    is_enabled: fn([], "Whether the compiler is switched on in this process.", () => false),
  },
});

export function newJit(): PyModule {
  return createModule(spec);
}
