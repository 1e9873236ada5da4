/** The pieces of memoryview that slot wrappers need (PEP 688); memoryview itself registers them. */
import type { PyBuffer } from "../buffer.ts";
import type { PyValue } from "../object.ts";

interface Hooks {
  make(buffer: PyBuffer): PyValue;
  /** The buffer that a Python `__buffer__` method returned as a memoryview. */
  fromPython(view: PyValue, exporter: PyValue, flags: number): PyBuffer;
  /** Calls a Python `__release_buffer__` method. */
  toPython(exporter: PyValue, buffer: PyBuffer): void;
  /** Releases a memoryview that somebody gives back to its exporter. */
  giveBack(view: PyValue, exporter: PyValue): void;
}

let hooks: Hooks | null = null;

export function registerMemoryView(installed: Hooks): void {
  hooks = installed;
}

export function makeMemoryView(buffer: PyBuffer): PyValue {
  return hooks!.make(buffer);
}

export function bufferOfView(view: PyValue, exporter: PyValue, flags: number): PyBuffer {
  return hooks!.fromPython(view, exporter, flags);
}

export function releaseInPython(exporter: PyValue, buffer: PyBuffer): void {
  hooks!.toPython(exporter, buffer);
}

export function giveBackView(view: PyValue, exporter: PyValue): void {
  hooks!.giveBack(view, exporter);
}
