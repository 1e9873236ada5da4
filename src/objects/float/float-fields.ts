/**
 * Floats that compiled code changes in place. An attribute that is added to again and again would get a new PyFloat each time, of
 * which nobody but the instance's field knows. Such a field owns its float instead: the object's class is `fieldFloatType` for as long,
 * which no Python value has. Whoever takes the value out of the field lets go of it (`release`): from then on it is a float as any other,
 * and the field's next float is another object. So Python never sees a float change.
 */
import type { PyValue } from "../object.ts";
import { PyType } from "../type-object.ts";
import { PyFloat } from "./float-object.ts";
import { floatType } from "./type.ts";

/** What a float is an instance of while a field owns it. */
export const fieldFloatType: PyType = new PyType("float", null);

/** The fields, by their indices, of a class's instances that may own floats. */
export class FloatFields {
  private readonly indices: Set<number> = new Set();

  add(index: number): void {
    this.indices.add(index);
  }

  has(index: number): boolean {
    return this.indices.has(index);
  }

  /** A field's value, which the field no longer owns. */
  release(value: PyValue | undefined): PyValue | undefined {
    return release(value);
  }
}

export function release(value: PyValue | undefined): PyValue | undefined {
  if (value instanceof PyFloat && value.type === fieldFloatType) value.type = floatType;
  return value;
}

/** The object of a float that was read from a field when it was `v`. */
export function releaseFloat(value: PyFloat, v: number): PyFloat {
  if (value.type === floatType) return value;
  // The field may have changed it since.
  if (!Object.is(value.v, v)) return new PyFloat(v);
  value.type = floatType;
  return value;
}
