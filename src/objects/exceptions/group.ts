/** BaseExceptionGroup and ExceptionGroup. Source: CPython Objects/exceptions.c (BaseExceptionGroup_*), PEP 654. */
import { strToJs } from "../../kernel/str.ts";
import { lookupAttr, setAttr } from "../abstract/attributes.ts";
import { call, callMethod, isCallable } from "../abstract/call.ts";
import { isTrue } from "../abstract/compare.ts";
import { isSequence } from "../abstract/container.ts";
import { toArray } from "../abstract/iterate.ts";
import { reprJs, strJs } from "../abstract/repr.ts";
import { object } from "../converters.ts";
import { defineType, member, method, posOnly, type TypeSpec } from "../declare.ts";
import { typeError, valueError } from "../errors.ts";
import { genericAlias } from "../generic-alias.ts";
import { PyList } from "../list/list.ts";
import { machine } from "../machine.ts";
import type { KwNames, PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { isSubtype, PyType } from "../type-object.ts";
import { typeName } from "../typeof.ts";
import { PyBaseException, PyBaseExceptionGroup } from "./base.ts";
import { PyExc_BaseException, PyExc_BaseExceptionGroup, PyExc_Exception } from "./types.ts";

export function baseExceptionGroupSpec(): Partial<TypeSpec<never>> {
  const spec: Partial<TypeSpec<PyBaseExceptionGroup>> = {
    basicsize: 88,
    slots: { tp_new: groupNew, tp_init: groupInit, tp_str: groupStr, tp_repr: groupRepr },
    methods: {
      derive: method([posOnly("excs", object)], null, groupDerive),
      split: method([posOnly("matcher_value", object)], null, groupSplit),
      subgroup: method([posOnly("matcher_value", object)], null, groupSubgroup),
    },
    classMethods: {
      __class_getitem__: method([posOnly("object", object)], "See PEP 585", (cls: PyType, item) =>
        genericAlias(cls, item),
      ),
    },
    members: {
      message: member("message", { doc: "exception message" }),
      exceptions: member("excs", { doc: "nested exceptions" }),
    },
  };
  return spec as Partial<TypeSpec<never>>;
}

export const PyExc_ExceptionGroup: PyType = defineType<PyBaseExceptionGroup>({
  name: "ExceptionGroup",
  doc: null,
  flags: ["basetype", "dict", "heaptype"],
  bases: () => [PyExc_BaseExceptionGroup, PyExc_Exception],
});

function groupNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  const given = args.length - (kwnames?.length ?? 0);
  if (given !== 2) {
    throw typeError(`BaseExceptionGroup.__new__() takes exactly 2 arguments (${given} given)`);
  }
  const [message, sequence] = args;
  if (asStr(message) === undefined) {
    const shown = message === null ? "None" : typeName(message);
    throw typeError(`BaseExceptionGroup.__new__() argument 1 must be str, not ${shown}`);
  }
  if (!isSequence(sequence)) throw typeError("second argument (exceptions) must be a sequence");
  const excs = toArray(sequence);
  if (excs.length === 0) throw valueError("second argument (exceptions) must be a non-empty sequence");
  const cls = groupClass(type, excs);
  const self = cls.tp_alloc!(cls) as PyBaseExceptionGroup;
  self.args = new PyTuple(args.slice(0, 2));
  self.message = message;
  self.excs = new PyTuple(excs);
  self.excsRepr = sequence;
  return self;
}

/** ExceptionGroup when only Exceptions are inside; a nested BaseException is refused where it cannot be. */
function groupClass(type: PyType, excs: readonly PyValue[]): PyType {
  let onlyExceptions = true;
  excs.forEach((exc, i) => {
    if (!(exc instanceof PyBaseException)) {
      throw valueError(`Item ${i} of second argument (exceptions) is not an exception`);
    }
    if (!isSubtype(exc.type, PyExc_Exception)) onlyExceptions = false;
  });
  if (type === PyExc_BaseExceptionGroup) return onlyExceptions ? PyExc_ExceptionGroup : type;
  if (onlyExceptions) return type;
  if (type === PyExc_ExceptionGroup) throw typeError("Cannot nest BaseExceptions in an ExceptionGroup");
  if (isSubtype(type, PyExc_Exception)) throw typeError(`Cannot nest BaseExceptions in '${strToJs(type.name)}'`);
  return type;
}

function groupInit(self: PyBaseExceptionGroup, args: PyValue[], kwnames: KwNames): void {
  if (kwnames !== null && kwnames.length > 0)
    throw typeError(`${strToJs(self.type.name)}() takes no keyword arguments`);
  self.args = new PyTuple(args);
}

function groupStr(self: PyBaseExceptionGroup): PyValue {
  const count = self.excs.items.length;
  return `${strJs(self.message)} (${count} sub-exception${count === 1 ? "" : "s"})`;
}

function groupRepr(self: PyBaseExceptionGroup): PyValue {
  const excs = self.excsRepr instanceof PyList ? new PyList(self.excs.items.slice()) : self.excs;
  return `${strToJs(self.type.name)}(${reprJs(self.message)}, ${reprJs(excs)})`;
}

function groupDerive(self: PyBaseExceptionGroup, excs: PyValue): PyValue {
  return call(PyExc_BaseExceptionGroup, [self.message, excs]);
}

type Matcher = (exc: PyBaseException) => boolean;

/** get_matcher_type: an exception type, a tuple of them, or a predicate. */
function matcherOf(value: PyValue): Matcher {
  if (value instanceof PyTuple) {
    for (const item of value.items) if (!isExceptionType(item)) throw badMatcher();
    return (exc) => value.items.some((type) => isSubtype(exc.type, type as PyType));
  }
  if (isExceptionType(value)) return (exc) => isSubtype(exc.type, value as PyType);
  if (isCallable(value) && !(value instanceof PyType)) return (exc) => isTrue(call(value, [exc]));
  throw badMatcher();
}

function isExceptionType(value: PyValue): boolean {
  return value instanceof PyType && isSubtype(value, PyExc_BaseException);
}

function badMatcher(): PyValue {
  return typeError("expected an exception type, a tuple of exception types, or a callable (other than a class)");
}

/** Parts of an exception or group: what matches and what does not; null for an empty part. */
export interface Split {
  match: PyBaseException | null;
  rest: PyBaseException | null;
}

/** exceptiongroup_split_recursive. */
export function splitGroup(exc: PyBaseException, matches: Matcher, wantRest: boolean): Split {
  if (matches(exc)) return { match: exc, rest: null };
  if (!(exc instanceof PyBaseExceptionGroup)) return { match: null, rest: exc };
  machine.enterRecursive(" in exceptiongroup_split_recursive");
  try {
    const matched: PyValue[] = [];
    const others: PyValue[] = [];
    for (const item of exc.excs.items) {
      const part = splitGroup(item as PyBaseException, matches, wantRest);
      if (part.match !== null) matched.push(part.match);
      if (part.rest !== null) others.push(part.rest);
    }
    return { match: subset(exc, matched), rest: wantRest ? subset(exc, others) : null };
  } finally {
    machine.leaveRecursive();
  }
}

/** exceptiongroup_subset: derives a group and carries traceback, context, cause and notes over. */
function subset(group: PyBaseExceptionGroup, excs: PyValue[]): PyBaseException | null {
  if (excs.length === 0) return null;
  const derived = callMethod(group, "derive", [new PyList(excs)]);
  if (!(derived instanceof PyBaseExceptionGroup)) {
    throw typeError("derive must return an instance of BaseExceptionGroup");
  }
  derived.traceback = group.traceback;
  derived.context = group.context;
  derived.cause = group.cause;
  // PyException_SetCause: even where there is no cause.
  derived.suppressContext = true;
  const notes = lookupAttr(group, "__notes__");
  if (notes !== undefined && isSequence(notes)) setAttr(derived, "__notes__", new PyList(toArray(notes)));
  return derived;
}

function groupSplit(self: PyBaseExceptionGroup, matcher: PyValue): PyValue {
  const { match, rest } = splitGroup(self, matcherOf(matcher), true);
  return new PyTuple([match, rest]);
}

function groupSubgroup(self: PyBaseExceptionGroup, matcher: PyValue): PyValue {
  return splitGroup(self, matcherOf(matcher), false).match;
}
