/** Exceptions with a few attributes of their own: StopIteration, SystemExit, KeyError, ImportError, NameError, AttributeError. Source: CPython Objects/exceptions.c. */

import { strToJs } from "../../kernel/str.ts";
import { keywordArg, positionalCount } from "../abstract/call.ts";
import { repr, str } from "../abstract/repr.ts";
import { member, method, type TypeSpec } from "../declare.ts";
import { PyDict } from "../dict/dict.ts";
import { typeError, unexpectedKeyword } from "../errors.ts";
import type { KwNames, PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type {
  PyAttributeError,
  PyBaseException,
  PyImportError,
  PyNameError,
  PyStopIteration,
  PySystemExit,
} from "./base.ts";
import { exceptionReduce, exceptionStr } from "./base-exception.ts";

type Spec = Partial<TypeSpec<never>>;

/** Splits arguments: positionals become `args`, keywords must be among `allowed`. */
function takeKeywords(
  self: PyBaseException,
  name: string,
  args: PyValue[],
  kwnames: KwNames,
  allowed: readonly string[],
): void {
  const positional = positionalCount(args, kwnames);
  self.args = new PyTuple(args.slice(0, positional));
  if (kwnames === null) return;
  if (kwnames.length > allowed.length) {
    const most = `${allowed.length} keyword argument${allowed.length === 1 ? "" : "s"}`;
    throw typeError(`${name}() takes at most ${most} (${kwnames.length} given)`);
  }
  for (const key of kwnames) if (!allowed.includes(strToJs(key))) throw unexpectedKeyword(name, allowed, key);
}

function noKeywords(self: PyBaseException, args: PyValue[], kwnames: KwNames): void {
  if (kwnames !== null && kwnames.length > 0)
    throw typeError(`${strToJs(self.type.name)}() takes no keyword arguments`);
  self.args = new PyTuple(args);
}

export function stopIterationSpec(): Spec {
  return {
    basicsize: 80,
    slots: {
      tp_init: (self: PyStopIteration, args: PyValue[], kwnames: KwNames) => {
        noKeywords(self, args, kwnames);
        self.value = args.length > 0 ? args[0] : null;
      },
    },
    members: { value: member("value", { readonly: false, doc: "generator return value" }) },
  } as Spec;
}

export function systemExitSpec(): Spec {
  return {
    basicsize: 80,
    slots: {
      tp_init: (self: PySystemExit, args: PyValue[], kwnames: KwNames) => {
        noKeywords(self, args, kwnames);
        if (args.length === 1) self.code = args[0];
        else if (args.length > 1) self.code = self.args;
      },
    },
    members: { code: member("code", { readonly: false, doc: "exception code" }) },
  } as Spec;
}

export function keyErrorSpec(): Spec {
  return {
    slots: {
      tp_str: (self: PyBaseException) => (self.args.items.length === 1 ? repr(self.args.items[0]) : exceptionStr(self)),
    },
  } as Spec;
}

export function nameErrorSpec(): Spec {
  return {
    basicsize: 80,
    slots: {
      tp_init: (self: PyNameError, args: PyValue[], kwnames: KwNames) => {
        takeKeywords(self, "NameError", args, kwnames, ["name"]);
        self.name = keywordArg(args, kwnames, "name") ?? null;
      },
    },
    members: { name: member("name", { readonly: false, doc: "name" }) },
  } as Spec;
}

export function attributeErrorSpec(): Spec {
  return {
    basicsize: 88,
    slots: {
      tp_init: (self: PyAttributeError, args: PyValue[], kwnames: KwNames) => {
        takeKeywords(self, "AttributeError", args, kwnames, ["name", "obj"]);
        self.name = keywordArg(args, kwnames, "name") ?? null;
        self.obj = keywordArg(args, kwnames, "obj") ?? null;
      },
    },
    methods: {
      __reduce__: method([], null, attributeErrorReduce, { signature: null }),
      __getstate__: method([], null, attributeErrorState, {
        signature: null,
      }),
    },
    members: {
      name: member("name", { readonly: false, doc: "attribute name" }),
      obj: member("obj", { readonly: false, doc: "object" }),
    },
  } as Spec;
}

function attributeErrorState(self: PyAttributeError): PyValue {
  if (self.name === null && self.args.items.length === 0) return self.dict;
  const state = self.dict === null ? new PyDict() : self.dict.copy();
  if (self.name !== null) state.set("name", self.name);
  state.set("args", self.args);
  return state;
}

function attributeErrorReduce(self: PyAttributeError): PyValue {
  return new PyTuple([self.type, self.args, attributeErrorState(self)]);
}

export function importErrorSpec(): Spec {
  return {
    basicsize: 104,
    slots: {
      tp_init: (self: PyImportError, args: PyValue[], kwnames: KwNames) => {
        takeKeywords(self, "ImportError", args, kwnames, ["name", "path", "name_from"]);
        self.name = keywordArg(args, kwnames, "name") ?? null;
        self.path = keywordArg(args, kwnames, "path") ?? null;
        self.name_from = keywordArg(args, kwnames, "name_from") ?? null;
        self.msg = self.args.items.length === 1 ? self.args.items[0] : null;
      },
      tp_str: (self: PyImportError) =>
        self.msg !== null && asStr(self.msg) !== undefined ? str(self.msg) : exceptionStr(self),
    },
    methods: { __reduce__: method([], null, importErrorReduce, { signature: null }) },
    members: {
      msg: member("msg", { readonly: false, doc: "exception message" }),
      name: member("name", { readonly: false, doc: "module name" }),
      path: member("path", { readonly: false, doc: "module path" }),
      name_from: member("name_from", { readonly: false, doc: "name imported from module" }),
    },
  } as Spec;
}

function importErrorReduce(self: PyImportError): PyValue {
  const { name, path, name_from } = self;
  if (name === null && path === null && name_from === null) return exceptionReduce(self);
  const state = self.dict === null ? new PyDict() : self.dict.copy();
  if (name !== null) state.set("name", name);
  if (path !== null) state.set("path", path);
  if (name_from !== null) state.set("name_from", name_from);
  return new PyTuple([self.type, self.args, state]);
}
