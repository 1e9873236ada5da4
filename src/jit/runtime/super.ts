/** `super().method`: which methods a place in the code has found, for instances of which classes. */
import { loadSuperAttr } from "../../interpreter/attributes.ts";
import type { Executable } from "../../interpreter/code.ts";
import type { Slot } from "../../interpreter/inst.ts";
import type { Str } from "../../kernel/str.ts";
import { superType } from "../../objects/descr/super.ts";
import { PyFunction } from "../../objects/function.ts";
import { PyInstance, type PyValue } from "../../objects/object.ts";
import { isSubtype, PyType } from "../../objects/type-object.ts";
import { found } from "./values.ts";

/** Classes that one place remembers. */
const CLASSES = 8;

class SuperMemo {
  /** The class behind which the methods were looked for. */
  start: PyValue = null;
  /** By the version of the instance's class, which changes when that class, or one behind it, does. */
  readonly methods: Map<number, PyFunction> = new Map();

  functions(): PyFunction[] {
    return [...new Set(this.methods.values())];
  }

  learn(start: PyType, self: PyInstance, method: PyFunction): void {
    if (this.start !== start || this.methods.size >= CLASSES) this.methods.clear();
    this.start = start;
    this.methods.set(self.type.version, method);
  }
}

/** What LOAD_SUPER_ATTR at an instruction remembers. */
export function superMemoAt(code: Executable, index: number): SuperMemo {
  const known = code.caches[index];
  if (known instanceof SuperMemo) return known;
  const memo = new SuperMemo();
  code.caches[index] = memo;
  return memo;
}

/** The method that has been found before; undefined when it has to be looked for. */
export function superMethod(memo: SuperMemo, callable: PyValue, start: PyValue, self: PyValue): PyFunction | undefined {
  if (callable !== superType || start !== memo.start || !(self instanceof PyInstance)) return undefined;
  return memo.methods.get(self.type.version);
}

/** LOAD_SUPER_ATTR; for a call, `found.self` is the second result. */
export function loadSuper(
  callable: PyValue,
  start: PyValue,
  self: PyValue,
  oparg: number,
  name: Str,
  memo: SuperMemo | null,
): PyValue {
  const own: Slot[] = [callable, start, self];
  loadSuperAttr(own, 0, oparg, name);
  const [attr, bound] = own;
  found.self = (oparg & 1) === 0 ? undefined : bound;
  const isMethod = attr instanceof PyFunction && callable === superType && start instanceof PyType && bound === self;
  if (memo !== null && isMethod && self instanceof PyInstance && isSubtype(self.type, start)) {
    memo.learn(start, self, attr);
  }
  return attr as PyValue;
}
