/** The wrapper of functools.lru_cache. Source: CPython Modules/_functoolsmodule.c (lru_cache_*). */

import { getAttr } from "../../objects/abstract/attributes.ts";
import { call, isCallable, tailCall } from "../../objects/abstract/call.ts";
import { asInt, ssizeIndex } from "../../objects/abstract/number.ts";
import { object, truth } from "../../objects/converters.ts";
import { defineType, method, param, varArgs } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { rawHashCode } from "../../objects/dict/hash-code.ts";
import { directKey, find } from "../../objects/dict/key-table.ts";
import { typeError } from "../../objects/errors.ts";
import { genericDictGetSet } from "../../objects/generic-dict.ts";
import { newMethod } from "../../objects/method.ts";
import { inheritPyObject, type KwNames, PyObject, type PyValue } from "../../objects/object.ts";
import { isExactStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeOf } from "../../objects/typeof.ts";

/**
 * A result of a bounded cache, in a ring around the cache's root from the least to the most recently used. A hit moves a link and
 * leaves the dict alone: while its keys are compared, the cached function may be called again.
 */
class LruLink implements PyObject {
  static {
    inheritPyObject(LruLink);
  }
  type: PyType;
  readonly key: PyValue;
  /** The key's hash code (`codeOf`). */
  readonly code: number | undefined;
  readonly value: PyValue;
  previous: LruLink = this;
  next: LruLink = this;
  constructor(key: PyValue, code: number | undefined, value: PyValue) {
    this.type = lruLinkType;
    this.key = key;
    this.code = code;
    this.value = value;
  }

  /** Takes this link out of its ring. */
  extract(): void {
    this.previous.next = this.next;
    this.next.previous = this.previous;
  }

  /** Puts this link, which is in no ring, before another. */
  insertBefore(next: LruLink): void {
    this.previous = next.previous;
    this.next = next;
    next.previous.next = this;
    next.previous = this;
  }
}

export const lruLinkType: PyType = defineType<LruLink>({
  name: "functools._lru_list_elem",
  basicsize: 56,
  doc: null,
  flags: ["disallow_instantiation", "heaptype", "immutable"],
});

class LruCache extends PyObject {
  func: PyValue = null;
  /** Values by key; in a bounded cache their links. */
  readonly cache = new PyDict();
  readonly root: LruLink = new LruLink(null, undefined, null);
  /** -1: unbounded. */
  maxsize = -1;
  typed = false;
  infoType: PyValue = null;
  hits = 0;
  misses = 0;
  dict: PyDict | null = null;
}

export const lruCacheType: PyType = defineType<LruCache>({
  name: "functools._lru_cache_wrapper",
  doc: "Create a cached callable that wraps another function.",
  flags: ["dict", "weakref", "heaptype", "immutable", "method_descriptor"],
  alloc: (type) => new LruCache(type),
  slots: {
    tp_call: cachedCall,
    tp_descr_get: (self, obj) => (obj === undefined || obj === null ? self : newMethod(self, obj)),
  },
  new: method(
    [param("user_function", object), param("maxsize", object), param("typed", truth), param("cache_info_type", object)],
    "",
    newCache,
    { signature: null, shownAs: "lru_cache" },
  ),
  methods: {
    cache_info: method([], "Report cache statistics", cacheInfo),
    cache_clear: method([], "Clear the cache and cache statistics", cacheClear),
    __reduce__: method([], null, (self: LruCache) => getAttr(self, "__qualname__"), {
      signature: null,
    }),
    __copy__: method([varArgs("unused")], null, (self: LruCache) => self, { signature: null }),
    __deepcopy__: method([varArgs("unused")], null, (self: LruCache) => self, {
      signature: null,
    }),
  },
  getset: { __dict__: genericDictGetSet() },
});

function newCache(type: PyType, func: PyValue, maxsize: PyValue, typed: boolean, infoType: PyValue): PyValue {
  if (!isCallable(func)) throw typeError("the first argument must be callable");
  if (maxsize !== null && asInt(maxsize) === undefined) throw typeError("maxsize should be integer or None");
  const made = type.tp_alloc!(type) as LruCache;
  made.func = func;
  made.maxsize = maxsize === null ? -1 : Math.max(ssizeIndex(maxsize), 0);
  made.typed = typed;
  made.infoType = infoType;
  return made;
}

const KEYWORD_MARK = new PyTuple([]);

/** lru_cache_make_key: a single plain int or str is its own key. */
function makeKey(self: LruCache, args: readonly PyValue[], kwnames: KwNames): PyValue {
  if (!self.typed && kwnames === null && args.length === 1) {
    const [only] = args;
    if (typeof only === "number" || isExactStr(only)) return only;
  }
  const positional = args.length - (kwnames?.length ?? 0);
  const parts: PyValue[] = args.slice(0, positional);
  if (kwnames !== null) {
    parts.push(KEYWORD_MARK);
    kwnames.forEach((name, i) => parts.push(name, args[positional + i]));
  }
  if (self.typed) for (const arg of args) parts.push(typeOf(arg));
  return new PyTuple(parts);
}

/**
 * A key is hashed once, however often the dict then looks for it; undefined: it needs no code. The dict's own complaint would speak of the
 * tuple as a key, which the caller knows nothing of.
 */
function codeOf(key: PyValue): number | undefined {
  return directKey(key) === undefined ? rawHashCode(key) : undefined;
}

function cachedCall(self: LruCache, args: PyValue[], kwnames: KwNames): PyValue {
  if (self.maxsize === 0) {
    self.misses++;
    return tailCall(self.func, args, kwnames);
  }
  const key = makeKey(self, args, kwnames);
  const { cache } = self;
  const code = codeOf(key);
  const at = find(cache, key, code);
  if (at >= 0) {
    self.hits++;
    const found = cache.vals[at]!;
    if (self.maxsize < 0) return found;
    const link = found as LruLink;
    link.extract();
    link.insertBefore(self.root);
    return link.value;
  }
  self.misses++;
  return tailCall(self.func, args, kwnames, (result) => {
    if (self.maxsize < 0) cache.set(key, result, code);
    else keep(self, key, code, result);
    return result;
  });
}

/** Adds a result to a bounded cache, unless the call itself has added it meanwhile. */
function keep(self: LruCache, key: PyValue, code: number | undefined, result: PyValue): void {
  const { cache, root } = self;
  if (cache.has(key, code)) return;
  if (cache.size >= self.maxsize && root.next !== root) {
    const oldest = root.next;
    oldest.extract();
    // Somebody else has removed it: then the new result has no place either.
    const at = find(cache, oldest.key, oldest.code);
    if (at < 0) return;
    cache.deleteAt(at);
  }
  const link = new LruLink(key, code, result);
  cache.set(key, link, code);
  link.insertBefore(root);
}

function cacheInfo(self: LruCache): PyValue {
  return call(self.infoType, [self.hits, self.misses, self.maxsize < 0 ? null : self.maxsize, self.cache.size]);
}

function cacheClear(self: LruCache): PyValue {
  self.hits = 0;
  self.misses = 0;
  self.root.previous = self.root;
  self.root.next = self.root;
  self.cache.clear();
  return null;
}
