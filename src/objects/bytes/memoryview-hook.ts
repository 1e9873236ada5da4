/** The pieces of memoryview that slot wrappers need (PEP 688); memoryview itself registers them. */
import type { PyBuffer } from "../buffer.ts";
import type { PyValue } from "../object.ts";

interface Hooks {
  make(buffer: PyBuffer): PyValue;
  /** The buffer behind a memoryview. */
  bufferOf(view: PyValue): PyBuffer;
  /** The buffer that a Python `__buffer__` method returned as a memoryview. */
  fromPython(view: PyValue, exporter: PyValue, flags: number): PyBuffer;
}

let hooks: Hooks | null = null;

export function registerMemoryView(installed: Hooks): void {
  hooks = installed;
}

export function makeMemoryView(buffer: PyBuffer): PyValue {
  return hooks!.make(buffer);
}

export function viewBuffer(view: PyValue): PyBuffer {
  return hooks!.bufferOf(view);
}

export function bufferOfView(view: PyValue, exporter: PyValue, flags: number): PyBuffer {
  return hooks!.fromPython(view, exporter, flags);
}
