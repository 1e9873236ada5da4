/** _TextIOBase. Source: CPython Modules/_io/textio.c. */

import { reprJs } from "../../objects/abstract/repr.ts";
import { cPrefix, object } from "../../objects/converters.ts";
import { type CallableSpec, defineType, getset, method, posOnly } from "../../objects/declare.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { unsupported } from "./errors.ts";
import { iobaseType, type PyIOBase } from "./iobase.ts";
import { LINE_ENDS } from "./line-ending.ts";

export const textIOBaseType: PyType = defineType<PyIOBase>({
  name: "_io._TextIOBase",
  basicsize: 32,
  doc: "Base class of text streams.",
  flags: ["basetype", "dict", "weakref", "heaptype", "immutable"],
  base: () => iobaseType,
  methods: {
    detach: refused("detach", null, "Separate the underlying buffer and return it."),
    read: refused("read", "size", "Read up to size characters, or until the end."),
    readline: refused("readline", "size", "Read a line, at most size characters of it."),
    write: refused("write", "s", "Write text and return its length."),
  },
  getset: {
    encoding: getset(() => null, undefined, "Encoding of the text stream."),
    newlines: getset(() => null, undefined, "Line endings translated so far."),
    errors: getset(() => null, undefined, "The error setting of the decoder or encoder."),
  },
});

function refused(name: string, parameter: string | null, doc: string): CallableSpec {
  const refuse = (): PyValue => {
    throw unsupported(name);
  };
  if (parameter === null) return method([], doc, refuse);
  if (parameter === "size") return method([posOnly("size", object, -1)], doc, refuse);
  return method([posOnly(parameter, object)], doc, refuse);
}

/** A `newline` argument: null, "", "\n", "\r" or "\r\n". */
export function newlineArgument(value: PyValue): string | null {
  if (value === null) return null;
  const text = asStr(value);
  if (text === undefined) throw typeError(`newline must be str or None, not ${typeName(value)}`);
  const end = cPrefix(text);
  if (LINE_ENDS.includes(end)) return end;
  throw valueError(`illegal newline value: ${reprJs(value)}`);
}
