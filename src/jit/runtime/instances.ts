/** isinstance() and issubclass() from compiled code: what a metaclass in Python has to say is asked as compiled code enters functions. */
import { compiled, Unwind } from "../../interpreter/compiled.ts";
import { typeLookup } from "../../objects/abstract/attributes.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { PyFunction } from "../../objects/function.ts";
import type { PyValue } from "../../objects/object.ts";
import { isInstance, isSubclass } from "../../objects/type/type.ts";
import { PyType } from "../../objects/type-object.ts";
import { typeOf } from "../../objects/typeof.ts";
import { directEntry } from "./calls.ts";
import { finishBy } from "./operators.ts";

/** Undefined, here and below: the metaclass's method has raised. */
export function isInstanceOf(depth: number, value: PyValue, cls: PyValue): boolean | undefined {
  if (cls === typeOf(value)) return true;
  const check = checkOf(cls, "__instancecheck__");
  return check === null ? isInstance(value, cls) : ask(depth, check, cls, value);
}

export function isSubclassOf(depth: number, derived: PyValue, cls: PyValue): boolean | undefined {
  const check = checkOf(cls, "__subclasscheck__");
  return check === null ? isSubclass(derived, cls) : ask(depth, check, cls, derived);
}

/** The method of the class's metaclass, if that is a function which can be entered at once. */
function checkOf(cls: PyValue, name: string): PyFunction | null {
  if (!(cls instanceof PyType) || cls.type.spec !== null) return null;
  const check = typeLookup(cls.type, name);
  return check instanceof PyFunction && directEntry(check, 2) !== null ? check : null;
}

function ask(depth: number, check: PyFunction, cls: PyValue, value: PyValue): boolean | undefined {
  let result: PyValue | undefined;
  try {
    result = directEntry(check, 2)!.entry(check, depth + 1, cls, value);
  } catch (thrown) {
    if (thrown instanceof Unwind) finishBy(isTrue)(thrown, []);
    throw thrown;
  }
  if (typeof result === "boolean" || result === undefined) return result;
  compiled.depth = depth;
  return isTrue(result);
}
