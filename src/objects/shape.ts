/**
 * Shapes: which attribute of an instance lies in which field (the hidden classes of Self and V8).
 *
 * A shape belongs to one class and is reached from the class's root shape by the attributes added, in their order. Two
 * instances with the same shape have the same attributes, so an inline cache is `shape → index`. Deleting an attribute
 * rebuilds the shape from the root. A class whose instances grow too many different shapes sends them to dictionary mode.
 */
import type { PyType } from "./type-object.ts";

export class Shape {
  readonly owner: PyType;
  readonly parent: Shape | null;
  /** The attribute this shape added to its parent. */
  readonly name: string;
  /** Fields in use: `__slots__` members first, then attributes. */
  readonly size: number;
  /** Field index of every attribute, shared along the chain's tip: built on demand. */
  private table: Map<string, number> | null = null;
  /** The names in `table`. */
  private list: string[] | null = null;
  private transitions: Map<string, Shape> | null = null;

  constructor(owner: PyType, parent: Shape | null, name: string, size: number) {
    this.owner = owner;
    this.parent = parent;
    this.name = name;
    this.size = size;
  }

  /** Field index of an attribute, or -1. */
  lookup(name: string): number {
    const table = this.table ?? this.buildTable();
    const index = table.get(name);
    return index === undefined ? -1 : index;
  }

  /** The shape after adding `name`. */
  add(name: string): Shape {
    this.transitions ??= new Map();
    let next = this.transitions.get(name);
    if (next === undefined) {
      next = new Shape(this.owner, this, name, this.size + 1);
      this.transitions.set(name, next);
    }
    return next;
  }

  /** Attribute names in insertion order; the first one's field index is `size - names.length`. */
  names(): string[] {
    this.list ??= [...(this.table ?? this.buildTable()).keys()];
    return this.list.slice();
  }

  private buildTable(): Map<string, number> {
    const names: string[] = [];
    for (let shape: Shape = this; shape.parent !== null; shape = shape.parent) names.push(shape.name);
    this.table = new Map();
    const base = this.size - names.length;
    for (let i = names.length - 1; i >= 0; i--) this.table.set(names[i], base + names.length - 1 - i);
    return this.table;
  }
}
