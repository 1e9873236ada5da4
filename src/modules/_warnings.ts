/**
 * _warnings: issuing warnings. Filters come from the `warnings` module when it is loaded, from the context first when context-aware
 * warnings are on. Source: CPython Python/_warnings.c.
 */
import { currentThread } from "../interpreter/thread.ts";
import { type Str, strFromJs, strToJs } from "../kernel/str.ts";
import { getAttr, lookupAttr } from "../objects/abstract/attributes.ts";
import { call, callMethod, isCallable } from "../objects/abstract/call.ts";
import { isTrue } from "../objects/abstract/compare.ts";
import { ssizeIndex } from "../objects/abstract/number.ts";
import { reprJs, strJs, str as strOf } from "../objects/abstract/repr.ts";
import { contextVarValue, PyContextVar } from "../objects/context.ts";
import { cint, object, ssize, str } from "../objects/converters.ts";
import { defineModule, fn, kwOnly, param } from "../objects/declare.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { isException, runtimeError, typeError, valueError } from "../objects/errors.ts";
import { toPyException } from "../objects/exceptions/convert.ts";
import * as exc from "../objects/exceptions/types.ts";
import { importModule } from "../objects/import-hook.ts";
import { PyList } from "../objects/list/list.ts";
import { type FrameView, machine } from "../objects/machine.ts";
import type { PyValue } from "../objects/object.ts";
import { displayedLine, shownLine } from "../objects/source-errors.ts";
import { asStr } from "../objects/str/str-object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { isInstance, isSubclass } from "../objects/type/type.ts";
import { typeName, typeOf } from "../objects/typeof.ts";

interface State {
  filters: PyValue;
  onceRegistry: PyValue;
  defaultAction: PyValue;
  filtersVersion: number;
  lockDepth: number;
  readonly context: PyContextVar;
}

/** State of the current interpreter, as in `_warnings_init_state`. */
function state(): State {
  return machine.interp.state<State>(state, () => ({
    filters: new PyList(initialFilters()),
    onceRegistry: new PyDict(),
    defaultAction: "default",
    filtersVersion: 0,
    lockDepth: 0,
    context: new PyContextVar("_warnings_context", undefined),
  }));
}

function initialFilters(): PyValue[] {
  const filter = (action: string, category: PyValue, module: PyValue): PyTuple =>
    new PyTuple([action, null, category, module, 0]);
  return [
    filter("default", exc.PyExc_DeprecationWarning, "__main__"),
    filter("ignore", exc.PyExc_DeprecationWarning, null),
    filter("ignore", exc.PyExc_PendingDeprecationWarning, null),
    filter("ignore", exc.PyExc_ImportWarning, null),
    filter("ignore", exc.PyExc_ResourceWarning, null),
  ];
}

export default defineModule({
  name: "_warnings",
  doc: "The basic part of warning filtering, which is needed before the warnings module is loaded.",
  functions: {
    warn: fn(
      [
        param("message", object),
        param("category", object, null),
        param("stacklevel", ssize, 1),
        param("source", object, null),
        kwOnly("skip_file_prefixes", object, undefined),
      ],
      "Issue a warning, or maybe ignore it or raise an exception.",
      warn,
    ),
    warn_explicit: fn(
      [
        param("message", object),
        param("category", object),
        param("filename", str),
        param("lineno", cint),
        param("module", object, undefined),
        param("registry", object, null),
        param("module_globals", object, null),
        param("source", object, null),
      ],
      "Issue a warning, or maybe ignore it or raise an exception, with everything given that warn() finds out.",
      warnExplicitly,
    ),
    _filters_mutated_lock_held: fn([], null, filtersMutated),
    _acquire_lock: fn([], null, acquireLock),
    _release_lock: fn([], null, releaseLock),
  },
  constants: () => {
    const { filters, onceRegistry, defaultAction, context } = state();
    return { filters, _onceregistry: onceRegistry, _defaultaction: defaultAction, _warnings_context: context };
  },
  exec: (module) => {
    machine.interp.warnings = module;
  },
});

function filtersMutated(): PyValue {
  const held = state();
  if (held.lockDepth === 0) throw runtimeError("warnings lock is not held");
  held.filtersVersion++;
  return null;
}

/** Other threads do not run inside the sections that the lock protects for longer than they hold it; it counts. */
function acquireLock(): PyValue {
  state().lockDepth++;
  return null;
}

function releaseLock(): PyValue {
  const held = state();
  if (held.lockDepth === 0) throw runtimeError("cannot release un-acquired lock");
  held.lockDepth--;
  return null;
}

function warn(
  message: PyValue,
  category: PyValue,
  stacklevel: number,
  source: PyValue,
  prefixes: PyValue | undefined,
): PyValue {
  const kind = categoryOf(message, category);
  let level = stacklevel;
  let skip: readonly string[] = [];
  if (prefixes !== undefined && prefixes !== null) {
    if (!(prefixes instanceof PyTuple)) {
      throw typeError(`warn() argument 'skip_file_prefixes' must be tuple, not ${typeName(prefixes)}`);
    }
    skip = prefixes.items.map((prefix) => {
      const text = asStr(prefix);
      if (text === undefined) throw typeError(`Found non-str '${reprJs(prefix)}' in skip_file_prefixes.`);
      return strToJs(text);
    });
    if (skip.length > 0 && level < 2) level = 2;
  }
  const place = setupContext(level, skip);
  return warnExplicit(kind, message, place.filename, place.lineno, place.module, place.registry, undefined, source);
}

/** get_category. */
function categoryOf(message: PyValue, category: PyValue): PyValue {
  let kind = category;
  if (isInstance(message, exc.PyExc_Warning)) kind = typeOf(message);
  else if (category === null) kind = exc.PyExc_UserWarning;
  let good = false;
  try {
    good = isSubclass(kind, exc.PyExc_Warning);
  } catch (caught) {
    if (!isException(caught, exc.PyExc_TypeError)) throw caught;
  }
  if (!good) throw typeError(`category must be a Warning subclass, not '${typeName(kind)}'`);
  return kind;
}

interface Place {
  readonly filename: Str;
  readonly lineno: number;
  readonly module: PyValue;
  readonly registry: PyValue;
}

/** setup_context: the place that is `level` calls up, without importlib's own frames. */
function setupContext(stacklevel: number, skip: readonly string[]): Place {
  let level = stacklevel;
  let frame = machine.thread.frame();
  if (level <= 0 || (frame !== null && isInternal(frame))) {
    while (--level > 0 && frame !== null) frame = frame.back;
  } else {
    while (--level > 0 && frame !== null) frame = nextExternal(frame, skip);
  }
  let globals: PyDict = machine.interp.sysdict;
  let filename: Str = "<sys>";
  let lineno = 0;
  if (frame !== null) {
    globals = frame.globals;
    filename = asStr(frame.filename) ?? "";
    lineno = frame.lineno() ?? 0;
  }
  let registry = globals.getStr("__warningregistry__");
  if (registry === undefined) {
    registry = new PyDict();
    globals.setStr("__warningregistry__", registry);
  }
  const name = globals.getStr("__name__");
  const module = name === null || (name !== undefined && asStr(name) !== undefined) ? name : "<string>";
  return { filename, lineno, module, registry };
}

function isInternal(frame: FrameView): boolean {
  const text = asStr(frame.filename);
  if (text === undefined) return false;
  const file = strToJs(text);
  return file.includes("importlib") && file.includes("_bootstrap");
}

function nextExternal(frame: FrameView, skip: readonly string[]): FrameView | null {
  let at = frame.back;
  while (at !== null && (isInternal(at) || skips(at, skip))) at = at.back;
  return at;
}

function skips(frame: FrameView, skip: readonly string[]): boolean {
  if (skip.length === 0) return false;
  const file = strJs(frame.filename);
  return skip.some((prefix) => file.startsWith(prefix));
}

function warnExplicitly(
  message: PyValue,
  category: PyValue,
  filename: Str,
  lineno: number,
  module: PyValue | undefined,
  registry: PyValue,
  moduleGlobals: PyValue,
  source: PyValue,
): PyValue {
  let sourceLine: Str | undefined;
  if (moduleGlobals !== null) {
    if (!(moduleGlobals instanceof PyDict)) {
      throw typeError(`module_globals must be a dict, not '${typeName(moduleGlobals)}'`);
    }
    sourceLine = sourceLineOf(moduleGlobals, lineno);
  }
  return warnExplicit(category, message, filename, lineno, module, registry, sourceLine, source);
}

/** get_source_line: the line as the module's loader knows it. */
function sourceLineOf(globals: PyDict, lineno: number): Str | undefined {
  const loader = blessedLoader(globals);
  const name = globals.getStr("__name__");
  if (loader === null || name === undefined) return undefined;
  const getSource = lookupAttr(loader, "get_source");
  if (getSource === undefined) return undefined;
  const source = call(getSource, [name]);
  if (source === null) return undefined;
  // What a subclass of str makes of splitlines() does not count.
  const text = asStr(source);
  if (text === undefined) throw typeError(`must be str, not ${typeName(source)}`);
  const lines = callMethod(text, "splitlines") as PyList;
  const line = lines.items[lineno - 1];
  return line === undefined ? undefined : asStr(line);
}

function blessedLoader(globals: PyDict): PyValue {
  const external = machine.interp.modules.getStr("_frozen_importlib_external");
  const bless = external === undefined ? undefined : lookupAttr(external, "_bless_my_loader");
  return bless === undefined ? (globals.getStr("__loader__") ?? null) : call(bless, [globals]);
}

/** An attribute of the `warnings` module, if that is loaded (or can be imported); undefined otherwise. */
function warningsAttr(name: string, tryImport = false): PyValue | undefined {
  let module: PyValue | undefined;
  if (tryImport && !currentThread.interp.finalizing) {
    try {
      module = importModule("warnings");
    } catch (caught) {
      if (!isException(caught, exc.PyExc_ImportError)) throw caught;
      return undefined;
    }
  } else module = machine.interp.modules.getStr("warnings");
  return module === undefined || module === null ? undefined : lookupAttr(module, name);
}

function warnExplicit(
  givenCategory: PyValue,
  givenMessage: PyValue,
  filename: Str,
  lineno: number,
  givenModule: PyValue | undefined,
  givenRegistry: PyValue,
  sourceLine: Str | undefined,
  source: PyValue,
): PyValue {
  if (givenModule === null) return null;
  if (givenRegistry !== null && !(givenRegistry instanceof PyDict))
    throw typeError("'registry' must be a dict or None");
  const module = givenModule ?? moduleOf(filename);
  let registry = givenRegistry as PyDict | null;
  let category = givenCategory;
  let message = givenMessage;
  let text: PyValue;
  if (isInstance(message, exc.PyExc_Warning)) {
    text = strOf(message);
    category = typeOf(message);
  } else {
    text = message;
    message = call(category, [message]);
  }
  const key = new PyTuple([text, category, lineno]);
  if (registry !== null && alreadyWarned(registry, key, false)) return null;
  const [action, item] = findAction(category, text, lineno, module);
  if (action === "error") throw message;
  if (action === "ignore") return null;
  let warned = false;
  if (action !== "always" && action !== "all") {
    if (registry !== null) registry.set(key, true);
    if (action === "once") {
      registry ??= onceRegistry();
      warned = alreadyWarned(registry, new PyTuple([text, category]), true);
    } else if (action === "module") {
      if (registry !== null) warned = alreadyWarned(registry, new PyTuple([text, category, 0]), true);
    } else if (action !== "default") {
      throw runtimeError(strFromJs(`Unrecognized action (${reprJs(action)}) in warnings.filters:\n ${reprJs(item)}`));
    }
  }
  if (!warned) showWarning(category, text, message, filename, lineno, sourceLine, source === null ? undefined : source);
  return null;
}

/** normalize_module. */
function moduleOf(filename: Str): Str {
  const file = strToJs(filename);
  if (file === "") return "<unknown>";
  return strFromJs(file.endsWith(".py") ? file.slice(0, -3) : file);
}

function alreadyWarned(registry: PyDict, key: PyValue, shouldSet: boolean): boolean {
  const { filtersVersion } = state();
  if (registry.getStr("version") !== filtersVersion) {
    for (const name of registry.keysArray()) registry.delete(name);
    registry.setStr("version", filtersVersion);
  } else {
    const seen = registry.get(key);
    if (seen !== undefined && isTrue(seen)) return true;
  }
  if (shouldSet) registry.set(key, true);
  return false;
}

/** The action for a warning: of the context's filters, the global ones, or the default. */
function findAction(
  category: PyValue,
  text: PyValue,
  lineno: number,
  module: PyValue,
): [action: string, item: PyValue] {
  const held = state();
  const context = contextFilters();
  if (context !== undefined) {
    const found = matchFilters(context, "warnings._context._filters", category, text, lineno, module);
    if (found !== undefined) return found;
  }
  const filters = warningsAttr("filters");
  if (filters !== undefined) held.filters = filters;
  if (!(held.filters instanceof PyList)) throw valueError("_warnings.filters must be a list");
  const found = matchFilters(held.filters, "_warnings.filters", category, text, lineno, module);
  if (found !== undefined) return found;
  const fallback = warningsAttr("defaultaction");
  if (fallback !== undefined) {
    if (asStr(fallback) === undefined) {
      throw typeError(`_warnings.defaultaction must be a string, not '${typeName(fallback)}'`);
    }
    held.defaultAction = fallback;
  }
  return [strToJs(asStr(held.defaultAction)!), null];
}

/** get_context_warnings_filters. */
function contextFilters(): PyList | undefined {
  if (!currentThread.interp.config.context_aware_warnings) return undefined;
  const context = contextVarValue(state().context);
  if (context === undefined || context === null) return undefined;
  const filters = getAttr(context, "_filters");
  if (!(filters instanceof PyList)) throw valueError("_filters of warnings._warnings_context must be a list");
  return filters;
}

function matchFilters(
  filters: PyList,
  where: string,
  category: PyValue,
  text: PyValue,
  lineno: number,
  module: PyValue,
): [string, PyValue] | undefined {
  for (let i = 0; i < filters.items.length; i++) {
    const item = filters.items[i];
    if (!(item instanceof PyTuple) || item.items.length !== 5) throw valueError(`${where} item ${i} isn't a 5-tuple`);
    const [action, message, kind, mod, line] = item.items;
    const actionText = asStr(action);
    if (actionText === undefined) throw typeError(`action must be a string, not '${typeName(action)}'`);
    const matches = matched(message, text) && matched(mod, module) && isSubclass(category, kind);
    const wanted = ssizeIndex(line);
    if (matches && (wanted === 0 || wanted === lineno)) return [strToJs(actionText), item];
  }
  return undefined;
}

/** check_matched: None matches anything, plain text itself, everything else is a regular expression. */
function matched(pattern: PyValue, text: PyValue): boolean {
  if (pattern === null) return true;
  if (typeof pattern === "string" || typeName(pattern) === "str") return strJs(pattern) === strJs(text);
  return isTrue(callMethod(pattern, "match", [text]));
}

function onceRegistry(): PyDict {
  const registry = warningsAttr("onceregistry");
  const held = state();
  if (registry !== undefined) {
    if (!(registry instanceof PyDict))
      throw typeError(`_warnings.onceregistry must be a dict, not '${typeName(registry)}'`);
    held.onceRegistry = registry;
  }
  return held.onceRegistry as PyDict;
}

/** call_show_warning. */
function showWarning(
  category: PyValue,
  text: PyValue,
  message: PyValue,
  filename: Str,
  lineno: number,
  sourceLine: Str | undefined,
  source: PyValue | undefined,
): void {
  const show = warningsAttr("_showwarnmsg", source !== undefined);
  if (show === undefined) {
    showPlainly(filename, lineno, text, category, sourceLine);
    return;
  }
  if (!isCallable(show)) throw typeError("warnings._showwarnmsg() must be set to a callable");
  const make = warningsAttr("WarningMessage");
  if (make === undefined) throw runtimeError("unable to get warnings.WarningMessage");
  call(show, [call(make, [message, category, filename, lineno, null, null, source ?? null])]);
}

/** show_warning: without the `warnings` module. */
function showPlainly(
  filename: Str,
  lineno: number,
  text: PyValue,
  category: PyValue,
  sourceLine: Str | undefined,
): void {
  const stderr = machine.interp.sysdict.getStr("stderr") ?? null;
  if (stderr === null) return;
  try {
    const name = strJs(getAttr(category, "__name__"));
    callMethod(stderr, "write", [strFromJs(`${strToJs(filename)}:${lineno}: ${name}: ${strJs(text)}\n`)]);
    const line = sourceLine === undefined ? displayedLine(filename, lineno) : shownLine(sourceLine);
    if (line !== null) callMethod(stderr, "write", [strFromJs(`  ${line}\n`)]);
  } catch (caught) {
    if (toPyException(caught) === undefined) throw caught;
  }
}
