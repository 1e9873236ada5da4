/** SyntaxError. Source: CPython Objects/exceptions.c (SyntaxError_*). */
import { strToJs } from "../../kernel/str.ts";
import { toArray } from "../abstract/iterate.ts";
import { strJs } from "../abstract/repr.ts";
import { member, type TypeSpec } from "../declare.ts";
import { typeError } from "../errors.ts";
import type { KwNames, PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PySyntaxError } from "./base.ts";

const FIELDS = ["filename", "lineno", "offset", "text", "end_lineno", "end_offset", "metadata"] as const;

export function syntaxErrorSpec(): Partial<TypeSpec<never>> {
  const field = (name: string, doc: string) => member(name, { readonly: false, doc });
  const spec: Partial<TypeSpec<PySyntaxError>> = {
    basicsize: 144,
    slots: { tp_init: syntaxErrorInit, tp_str: syntaxErrorStr },
    members: {
      msg: field("msg", "exception msg"),
      filename: field("filename", "exception filename"),
      lineno: field("lineno", "exception lineno"),
      offset: field("offset", "exception offset"),
      text: field("text", "exception text"),
      end_lineno: field("end_lineno", "exception end lineno"),
      end_offset: field("end_offset", "exception end offset"),
      print_file_and_line: field("print_file_and_line", "exception print_file_and_line"),
      _metadata: field("metadata", "exception private metadata"),
    },
  };
  return spec as Partial<TypeSpec<never>>;
}

function syntaxErrorInit(self: PySyntaxError, args: PyValue[], kwnames: KwNames): void {
  if (kwnames !== null && kwnames.length > 0)
    throw typeError(`${strToJs(self.type.name)}() takes no keyword arguments`);
  self.args = new PyTuple(args);
  if (args.length >= 1) self.msg = args[0];
  if (args.length !== 2) return;
  const info = toArray(args[1]);
  if (info.length < 4) throw typeError(`function takes at least 4 arguments (${info.length} given)`);
  if (info.length > 7) throw typeError(`function takes at most 7 arguments (${info.length} given)`);
  FIELDS.forEach((name, i) => {
    self[name] = info[i] ?? null;
  });
  if (info.length === 5) throw typeError("end_offset must be provided when end_lineno is provided");
}

function syntaxErrorStr(self: PySyntaxError): PyValue {
  const filename = self.filename === null ? undefined : asStr(self.filename);
  const base = filename === undefined ? undefined : strToJs(filename).replace(/^.*\//, "");
  const lineno = typeof self.lineno === "number" ? self.lineno : undefined;
  const message = strJs(self.msg);
  if (base !== undefined && lineno !== undefined) return `${message} (${base}, line ${lineno})`;
  if (base !== undefined) return `${message} (${base})`;
  return lineno === undefined ? message : `${message} (line ${lineno})`;
}
