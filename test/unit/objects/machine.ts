/** A machine for tests that drive built-in types through their slots, without an interpreter. */
import { PyDict } from "../../../src/objects/dict/dict.ts";
import { linkTypes } from "../../../src/objects/link.ts";
import { installMachine, type Machine } from "../../../src/objects/machine.ts";

/** Links the types and installs a machine that runs no Python functions. */
export function bootTypes(): void {
  linkTypes();
  const machine = {
    thread: { id: 1, handledException: () => null, frame: () => null, context: undefined },
    interp: { id: 0, modules: new PyDict(), builtins: new PyDict(), sysdict: new PyDict(), intMaxStrDigits: 4300 },
    enterRecursive() {},
    leaveRecursive() {},
    poll() {},
  };
  installMachine(machine as unknown as Machine);
}
