/** UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError. Source: CPython Objects/exceptions.c. */
import { strToJs } from "../../kernel/str.ts";
import { ssizeIndex } from "../abstract/number.ts";
import { strJs } from "../abstract/repr.ts";
import { bytesOf } from "../bytes/bytes-like.ts";
import { PyBytes } from "../bytes/bytes-object.ts";
import { member, type TypeSpec } from "../declare.ts";
import { typeError } from "../errors.ts";
import type { KwNames, PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { typeName } from "../typeof.ts";
import type { PyUnicodeError } from "./base.ts";
import { exceptionNew } from "./base-exception.ts";

type Spec = Partial<TypeSpec<never>>;
type Kind = "decode" | "encode" | "translate";

export function unicodeDecodeSpec(): Spec {
  return specFor("decode");
}
export function unicodeEncodeSpec(): Spec {
  return specFor("encode");
}
export function unicodeTranslateSpec(): Spec {
  return specFor("translate");
}

function specFor(kind: Kind): Spec {
  const spec: Partial<TypeSpec<PyUnicodeError>> = {
    basicsize: 112,
    slots: {
      tp_new: exceptionNew,
      tp_init: (self, args, kwnames) => init(self, args, kwnames, kind),
      tp_str: (self) => describe(self, kind),
    },
    members: {
      encoding: member("encoding", { readonly: false, doc: "exception encoding" }),
      object: member("object", { readonly: false, doc: "exception object" }),
      reason: member("reason", { readonly: false, doc: "exception reason" }),
      start: member("start", {
        set: (self: PyUnicodeError, v) => setPosition(self, "start", v),
        doc: "exception start",
      }),
      end: member("end", { set: (self: PyUnicodeError, v) => setPosition(self, "end", v), doc: "exception end" }),
    },
  };
  return spec as Spec;
}

function setPosition(self: PyUnicodeError, field: "start" | "end", value: PyValue | undefined): void {
  if (value === undefined) throw typeError("can't delete numeric/char attribute");
  self[field] = ssizeIndex(value);
}

function init(self: PyUnicodeError, args: PyValue[], kwnames: KwNames, kind: Kind): void {
  if (kwnames !== null && kwnames.length > 0)
    throw typeError(`${strToJs(self.type.name)}() takes no keyword arguments`);
  self.args = new PyTuple(args);
  const wanted = kind === "translate" ? 4 : 5;
  if (args.length !== wanted) throw typeError(`function takes exactly ${wanted} arguments (${args.length} given)`);
  const rest = kind === "translate" ? args : args.slice(1);
  if (kind !== "translate") self.encoding = text(args[0], 1);
  const first = wanted - 3;
  if (kind === "decode") {
    const data = rest[0] instanceof PyBytes ? rest[0] : new PyBytes(bytesOf(rest[0]).slice());
    self.object = data;
  } else {
    text(rest[0], first);
    self.object = rest[0];
  }
  self.start = ssizeIndex(rest[1]);
  self.end = ssizeIndex(rest[2]);
  self.reason = text(rest[3], wanted);
}

function text(value: PyValue, position: number): PyValue {
  if (asStr(value) === undefined)
    throw typeError(`argument ${position} must be str, not ${value === null ? "None" : typeName(value)}`);
  return value;
}

/** The attributes' own `__str__` may change the exception meanwhile. */
function describe(self: PyUnicodeError, kind: Kind): PyValue {
  if (self.object === undefined) return "";
  const reason = self.reason === undefined ? "" : strJs(self.reason);
  const prefix = kind === "translate" ? "" : `'${strJs(self.encoding ?? "")}' codec `;
  const { start, end } = self;
  const object = described(self.object, kind === "decode");
  const size = object instanceof PyBytes ? object.data.length : codeCount(object);
  const verb = `can't ${kind}`;
  if (start >= 0 && start < size && end >= 0 && end <= size && end === start + 1) {
    if (object instanceof PyBytes) {
      const byte = object.data[start].toString(16).padStart(2, "0");
      return `${prefix}${verb} byte 0x${byte} in position ${start}: ${reason}`;
    }
    return `${prefix}${verb} character '${escapeCharacter(codeAt(object, start))}' in position ${start}: ${reason}`;
  }
  const what = kind === "decode" ? "bytes" : "characters";
  return `${prefix}${verb} ${what} in position ${start}-${end - 1}: ${reason}`;
}

/** The `object` that is described, which must still be of the right type. */
function described(object: PyValue | undefined, bytes: boolean): PyValue {
  if (object === undefined) throw typeError("UnicodeError 'object' attribute is not set");
  if (bytes ? object instanceof PyBytes : asStr(object) !== undefined) return object;
  throw typeError(`UnicodeError 'object' attribute must be a ${bytes ? "bytes" : "string"}`);
}

function codeCount(object: PyValue): number {
  const value = asStr(object);
  return value === undefined ? 0 : typeof value === "string" ? value.length : value.codes.length;
}

function codeAt(object: PyValue, i: number): number {
  const value = asStr(object)!;
  return typeof value === "string" ? value.charCodeAt(i) : value.codes[i];
}

function escapeCharacter(code: number): string {
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, "0")}`;
  return `\\U${code.toString(16).padStart(8, "0")}`;
}
