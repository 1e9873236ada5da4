/** Replacement templates, compiled by Lib/re/_parser.py (parse_template). Source: CPython Modules/_sre/sre.c (compile_template, expand_template). */
import { bytesJoin } from "../../kernel/bytes-ops.ts";
import { call } from "../../objects/abstract/call.ts";
import { bytesIfLike } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { defineType } from "../../objects/declare.ts";
import { indexError, isException, runtimeError, typeError } from "../../objects/errors.ts";
import { PyExc_TypeError } from "../../objects/exceptions/types.ts";
import { importFrom } from "../../objects/import-hook.ts";
import { asSsize } from "../../objects/iterators/ssize.ts";
import type { PyList } from "../../objects/list/list.ts";
import { machine } from "../../objects/machine.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import { joinStrings } from "../../objects/str/join.ts";
import { asStr, isExactStr, strLength } from "../../objects/str/str-object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import type { PyMatch } from "./match.ts";
import type { PyPattern } from "./pattern.ts";

/** Literal text, then pairs of a group and the literal behind it (undefined when empty). */
export class PyTemplate implements PyObject {
  static {
    inheritPyObject(PyTemplate);
  }
  type: PyType;
  readonly literal: PyValue;
  readonly groups: number[] = [];
  readonly literals: (PyValue | undefined)[] = [];
  constructor(literal: PyValue) {
    this.type = templateType;
    this.literal = literal;
  }
}

export const templateType: PyType = defineType<PyTemplate>({
  name: "_sre.SRE_Template",
  basicsize: 40,
  itemsize: 16,
  doc: null,
  flags: ["disallow_instantiation", "heaptype", "immutable"],
});

/** `_sre.template(pattern, [literal, group, literal, …])`. */
export function makeTemplate(_pattern: PyValue, parts: PyList): PyValue {
  const { items } = parts;
  if ((items.length & 1) === 0) throw typeError("invalid template");
  const made = new PyTemplate(items[0]);
  for (let i = 1; i < items.length; i += 2) {
    const group = asSsize(items[i]);
    if (group < 0) throw typeError("invalid template");
    const literal = items[i + 1];
    made.groups.push(group);
    made.literals.push(isEmpty(literal) ? undefined : literal);
  }
  return made;
}

function isEmpty(literal: PyValue): boolean {
  const text = asStr(literal);
  return text !== undefined ? strLength(text) === 0 : literal instanceof PyBytes && literal.data.length === 0;
}

const COMPILE = {};

/** Compiles a replacement string through `re._compile_template`, which caches. */
export function compileTemplate(pattern: PyPattern, template: PyValue): PyTemplate {
  const state = machine.interp.state<{ compile: PyValue }>(COMPILE, () => ({
    compile: importFrom("re", "_compile_template"),
  }));
  let result: PyValue;
  try {
    result = call(state.compile, [pattern, template]);
  } catch (caught) {
    if (!isException(caught, PyExc_TypeError)) throw caught;
    // An unhashable replacement (a bytearray, say) is tried again as plain str or bytes.
    result = call(state.compile, [pattern, plain(template, caught)]);
  }
  if (!(result instanceof PyTemplate)) {
    throw runtimeError(`the result of compiling a replacement string is ${typeName(result)}`);
  }
  return result;
}

function plain(template: PyValue, caught: unknown): PyValue {
  const text = asStr(template);
  if (text !== undefined && !isExactStr(template)) return text;
  const data = text === undefined && !(template instanceof PyBytes) ? bytesIfLike(template) : undefined;
  if (data === undefined) throw caught;
  return new PyBytes(data.slice());
}

export function expandTemplate(template: PyTemplate, match: PyMatch): PyValue {
  const { groups, literals } = template;
  if (groups.length === 0) return template.literal;
  const parts: PyValue[] = [template.literal];
  for (let i = 0; i < groups.length; i++) {
    if (groups[i] > match.re.groups) throw indexError("no such group");
    const item = match.group(groups[i], null);
    if (item !== null) parts.push(item);
    const literal = literals[i];
    if (literal !== undefined) parts.push(literal);
  }
  return asStr(template.literal) !== undefined ? joinStrings("", parts) : joinBytes(parts);
}

/** `b"".join(parts)`. */
export function joinBytes(parts: readonly PyValue[]): PyValue {
  if (parts.length === 1 && parts[0] instanceof PyBytes && parts[0].type.spec !== null) return parts[0];
  const datas: Uint8Array[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    const data = part instanceof PyBytes ? part.data : bytesIfLike(part);
    if (data === undefined) {
      throw typeError(`sequence item ${i}: expected a bytes-like object, ${typeName(part)} found`);
    }
    datas.push(data);
  }
  return new PyBytes(bytesJoin(new Uint8Array(0), datas));
}
