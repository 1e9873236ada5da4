/**
 * Context, ContextVar and Token. A context is an immutable map behind a mutable holder: copies share the map, `set` replaces it.
 * The running context is the thread's (`ThreadView.context`). Source: CPython Python/context.c.
 */
import { equal, hash } from "./abstract/compare.ts";
import { iter } from "./abstract/iterate.ts";
import { reprJs } from "./abstract/repr.ts";
import { reprAddress } from "./address.ts";
import { object } from "./converters.ts";
import { defineType, getset, kwOnly, member, method, posOnly, rawMethod } from "./declare.ts";
import { keyError, newException, runtimeError, typeError, valueError } from "./errors.ts";
import type { PyBaseException } from "./exceptions/base.ts";
import { PyExc_LookupError } from "./exceptions/types.ts";
import { genericAlias } from "./generic-alias.ts";
import { identityHash } from "./identity-hash.ts";
import { PyList } from "./list/list.ts";
import { activate, type CallRequest, machine, type Steps, type ThreadView } from "./machine.ts";
import { inheritPyObject, type KwNames, PyObject, type PyValue } from "./object.ts";
import { NOT_IMPLEMENTED } from "./singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "./slots.ts";
import { asStr } from "./str/str-object.ts";
import { PyTuple } from "./tuple/tuple.ts";
import type { PyType } from "./type-object.ts";

export class PyContext implements PyObject {
  static {
    inheritPyObject(PyContext);
  }
  type: PyType;
  /** Never changed: `replace` puts another in its place. */
  vars: ReadonlyMap<PyContextVar, PyValue>;
  /** The variable that was looked for last, and what was found. */
  private sought: PyContextVar | null = null;
  private found: PyValue | undefined = undefined;
  /** The thread that is inside `run`, and the context it left for this one. */
  entered = false;
  previous: PyContext | undefined = undefined;
  constructor(vars: ReadonlyMap<PyContextVar, PyValue> = new Map()) {
    this.type = contextType;
    this.vars = vars;
  }

  get(variable: PyContextVar): PyValue | undefined {
    if (this.sought !== variable) {
      this.found = this.vars.get(variable);
      this.sought = variable;
    }
    return this.found;
  }

  replace(vars: ReadonlyMap<PyContextVar, PyValue>): void {
    this.vars = vars;
    this.sought = null;
    this.found = undefined;
  }
}

export class PyContextVar extends PyObject {
  readonly name: PyValue;
  readonly fallback: PyValue | undefined;
  constructor(name: PyValue, fallback: PyValue | undefined) {
    super(contextVarType);
    this.name = name;
    this.fallback = fallback;
  }
}

export class PyToken implements PyObject {
  static {
    inheritPyObject(PyToken);
  }
  type: PyType;
  readonly context: PyContext;
  readonly variable: PyContextVar;
  readonly old: PyValue | undefined;
  used = false;
  constructor(context: PyContext, variable: PyContextVar, old: PyValue | undefined) {
    this.type = tokenType;
    this.context = context;
    this.variable = variable;
    this.old = old;
  }
}

export const contextType = defineType<PyContext>({
  name: "_contextvars.Context",
  basicsize: 48,
  doc: null,
  flags: ["weakref"],
  slots: {
    tp_new: contextNew,
    tp_hash: null,
    tp_richcompare: contextCompare,
    tp_iter: (self) => iter(new PyList([...self.vars.keys()])),
    mp_length: (self) => self.vars.size,
    mp_subscript: (self, key) => {
      const value = (self as PyContext).vars.get(variableKey(key));
      if (value === undefined) throw keyError(key);
      return value;
    },
    sq_contains: (self, key) => self.vars.has(variableKey(key)),
  },
  methods: {
    copy: method([], "Return a shallow copy of the context object.", (self: PyContext) => new PyContext(self.vars)),
    get: method(
      [posOnly("key", object), posOnly("default", object, null)],
      "Return the value for key if it has one in the context, else default.",
      (self: PyContext, key, fallback) => self.vars.get(variableKey(key)) ?? fallback,
    ),
    items: method([], "Return all variables and their values.", (self: PyContext) => {
      return new PyList([...self.vars].map(([key, value]) => new PyTuple([key, value])));
    }),
    keys: method([], "Return all variables.", (self: PyContext) => new PyList([...self.vars.keys()])),
    values: method([], "Return all variables' values.", (self: PyContext) => new PyList([...self.vars.values()])),
    run: rawMethod(null, contextRun),
  },
});

export const contextVarType = defineType<PyContextVar>({
  name: "_contextvars.ContextVar",
  basicsize: 64,
  doc: null,
  new: method([posOnly("name", object), kwOnly("default", object, undefined)], "", varNew, {
    signature: null,
    parsed: "named",
  }),
  slots: { tp_repr: varRepr, tp_hash: (self) => identityHash(self) },
  methods: {
    get: method(
      [posOnly("default", object, undefined)],
      "Return the value in the current context, the given default, or the variable's.",
      varGet,
    ),
    set: method(
      [posOnly("value", object)],
      "Set the value in the current context; the token restores the former one.",
      varSet,
    ),
    reset: method(
      [posOnly("token", object)],
      "Restore the value that the variable had before the set() that gave the token.",
      varReset,
    ),
  },
  classMethods: {
    __class_getitem__: method([posOnly("object", object)], "See PEP 585", (cls: PyValue, key) =>
      genericAlias(cls, key),
    ),
  },
  members: { name: member("name") },
});

export const tokenType = defineType<PyToken>({
  name: "_contextvars.Token",
  basicsize: 48,
  doc: null,
  slots: {
    tp_new: () => {
      throw runtimeError("Tokens can only be created by ContextVars");
    },
    tp_repr: (self) => `<Token${self.used ? " used" : ""} var=${reprJs(self.variable)} at ${reprAddress(self)}>`,
    tp_hash: null,
  },
  methods: {
    __enter__: method([], "Enter into Token context manager.", (self: PyToken) => self),
    __exit__: method(
      [posOnly("type", object), posOnly("val", object), posOnly("tb", object)],
      "Exit from Token context manager, restore the linked ContextVar.",
      (self: PyToken) => varReset(self.variable, self),
    ),
  },
  classMethods: {
    __class_getitem__: method([posOnly("object", object)], "See PEP 585", (cls: PyValue, key) =>
      genericAlias(cls, key),
    ),
  },
  getset: {
    var: getset((self: PyToken) => self.variable, undefined, null),
    old_value: getset((self: PyToken) => self.old ?? TOKEN_MISSING, undefined, null),
  },
  constants: () => ({ MISSING: TOKEN_MISSING }),
});

const missingType = defineType<PyObject>({
  name: "Token.MISSING",
  doc: null,
  flags: ["disallow_instantiation"],
  slots: { tp_repr: () => "<Token.MISSING>" },
});

/** The old value of a variable that had none. */
const TOKEN_MISSING: PyObject = new PyObject(missingType);

function variableKey(key: PyValue): PyContextVar {
  if (!(key instanceof PyContextVar)) throw typeError(`a ContextVar key was expected, got ${reprJs(key)}`);
  return key;
}

/** The thread's current context, made when it is first needed. */
export function currentContext(thread: ThreadView = machine.thread): PyContext {
  let context = thread.context as PyContext | undefined;
  if (context === undefined) {
    context = new PyContext();
    context.entered = true;
    thread.context = context;
  }
  return context;
}

/** `copy_context()`. */
export function copyContext(): PyContext {
  return new PyContext(currentContext().vars);
}

function contextNew(_type: unknown, args: PyValue[]): PyValue {
  if (args.length > 0) throw typeError("Context() does not accept any arguments");
  return new PyContext();
}

function contextCompare(a: PyContext, b: PyValue, op: CompareOp): PyValue {
  if (!(b instanceof PyContext) || (op !== Py_EQ && op !== Py_NE)) return NOT_IMPLEMENTED;
  let same = a.vars.size === b.vars.size;
  for (const [key, value] of a.vars) {
    if (!same) break;
    const other = b.vars.get(key);
    same = other !== undefined && equal(value, other);
  }
  return op === Py_EQ ? same : !same;
}

export function enterContext(thread: ThreadView, context: PyContext): void {
  if (context.entered) throw runtimeError(`cannot enter context: ${reprJs(context)} is already entered`);
  context.previous = currentContext(thread);
  context.entered = true;
  thread.context = context;
}

export function exitContext(thread: ThreadView, context: PyContext): void {
  if (!context.entered) throw runtimeError(`cannot exit context: ${reprJs(context)} has not been entered`);
  if (thread.context !== context) {
    throw runtimeError("cannot exit context: thread state references a different context object");
  }
  thread.context = context.previous;
  context.previous = undefined;
  context.entered = false;
}

/** `Context.run`: an activation, so that the callable may be suspended. */
function contextRun(self: PyContext, args: PyValue[], kwnames: KwNames): PyValue {
  if (args.length === (kwnames?.length ?? 0)) throw typeError("run() missing 1 required positional argument");
  return activate(new ContextRun(self, args[0], args.slice(1), kwnames));
}

/** The steps of `Context.run`, which are the call that they ask for. An event loop makes one for everything it calls. */
class ContextRun implements Steps, CallRequest {
  readonly callable: PyValue;
  readonly args: PyValue[];
  readonly kwnames: KwNames;
  private readonly context: PyContext;
  private entered = false;
  constructor(context: PyContext, callable: PyValue, args: PyValue[], kwnames: KwNames) {
    this.context = context;
    this.callable = callable;
    this.args = args;
    this.kwnames = kwnames;
  }

  next(value: PyValue): IteratorResult<CallRequest, PyValue> {
    const { thread } = machine;
    if (this.entered) {
      exitContext(thread, this.context);
      return { done: true, value };
    }
    enterContext(thread, this.context);
    this.entered = true;
    return { done: false, value: this };
  }

  throw(error: PyBaseException): never {
    exitContext(machine.thread, this.context);
    throw error;
  }
}

function varNew(_type: unknown, name: PyValue, fallback: PyValue | undefined): PyValue {
  if (asStr(name) === undefined) throw typeError("context variable name must be a str");
  hash(name); // what cannot be hashed cannot be a key
  return new PyContextVar(name, fallback);
}

function varRepr(self: PyContextVar): string {
  const fallback = self.fallback === undefined ? "" : ` default=${reprJs(self.fallback)}`;
  return `<ContextVar name=${reprJs(self.name)}${fallback} at ${reprAddress(self)}>`;
}

/** The variable's value in the current context, its default, or undefined. */
export function contextVarValue(self: PyContextVar): PyValue | undefined {
  const context = machine.thread.context as PyContext | undefined;
  return context?.get(self) ?? self.fallback;
}

function varGet(self: PyContextVar, fallback: PyValue | undefined): PyValue {
  const context = machine.thread.context as PyContext | undefined;
  const value = context?.get(self);
  if (value !== undefined) return value;
  if (fallback !== undefined) return fallback;
  if (self.fallback !== undefined) return self.fallback;
  throw newException(PyExc_LookupError, self);
}

function varSet(self: PyContextVar, value: PyValue): PyToken {
  const context = currentContext();
  const old = context.get(self);
  context.replace(new Map(context.vars).set(self, value));
  return new PyToken(context, self, old);
}

function varReset(self: PyContextVar, token: PyValue): PyValue {
  if (!(token instanceof PyToken)) throw typeError(`expected an instance of Token, got ${reprJs(token)}`);
  if (token.used) throw runtimeError(`${reprJs(token)} has already been used once`);
  if (token.variable !== self) throw valueError(`${reprJs(token)} was created by a different ContextVar`);
  const context = currentContext();
  if (context !== token.context) throw valueError(`${reprJs(token)} was created in a different Context`);
  token.used = true;
  const vars = new Map(context.vars);
  if (token.old === undefined) vars.delete(self);
  else vars.set(self, token.old);
  context.replace(vars);
  return null;
}
