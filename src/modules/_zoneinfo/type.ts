/**
 * ZoneInfo: the table. Zones are cached by key: weakly all of them, strongly the eight used last; each subclass has caches of its own.
 * Source: CPython Modules/_zoneinfo.c.
 */
import { strToJs } from "../../kernel/str.ts";
import { genericGetAttr, getAttr } from "../../objects/abstract/attributes.ts";
import { call, call1, callMethod } from "../../objects/abstract/call.ts";
import { hash } from "../../objects/abstract/compare.ts";
import { toArray } from "../../objects/abstract/iterate.ts";
import { reprJs, reprObject } from "../../objects/abstract/repr.ts";
import { object, truth } from "../../objects/converters.ts";
import { defineType, kwOnly, member, method, param, posOnly, varArgs, varKw } from "../../objects/declare.ts";
import { newException } from "../../objects/errors.ts";
import { importFrom } from "../../objects/import-hook.ts";
import { machine } from "../../objects/machine.ts";
import type { KwNames, PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { bindArguments } from "../_datetime/arguments.ts";
import { tzinfoType } from "../_datetime/tzinfo.ts";
import { fillZone, findInfo, PyZoneInfo, zoneFromUtc } from "./zone.ts";

const STRONG_CACHE_SIZE = 8;

interface ZoneCache {
  readonly weak: Map<string, WeakRef<PyZoneInfo>>;
  /** Last used last. */
  readonly strong: Map<string, PyZoneInfo>;
}

const KEY = {};

function cacheOf(type: PyType): ZoneCache {
  const caches = machine.interp.state<WeakMap<PyType, ZoneCache>>(KEY, () => new WeakMap());
  let cache = caches.get(type);
  if (cache === undefined) caches.set(type, (cache = { weak: new Map(), strong: new Map() }));
  return cache;
}

export const zoneInfoType: PyType = defineType<PyZoneInfo>({
  name: "zoneinfo.ZoneInfo",
  doc: null,
  flags: ["basetype", "heaptype", "immutable", "weakref"],
  base: () => tzinfoType,
  alloc: (type) => new PyZoneInfo(type),
  slots: {
    tp_getattro: genericGetAttr,
    tp_new: zoneNew,
    tp_repr: zoneRepr,
    tp_str: (self) => (self.key === null ? zoneRepr(self) : self.key),
  },
  classMethods: {
    clear_cache: method([kwOnly("only_keys", object, null)], "Clear the ZoneInfo cache.", clearCache),
    no_cache: method(
      [param("key", object)],
      "Return a zone that is not shared with other callers.",
      (type: PyType, key) => loadZone(type, key),
    ),
    from_file: method(
      [posOnly("file_obj", object), param("key", object, null)],
      "Create a ZoneInfo file from a file object.",
      fromFile,
    ),
    _unpickle: method(
      [posOnly("key", object), posOnly("from_cache", truth)],
      "Private method used in unpickling.",
      (type: PyType, key, fromCache) => (fromCache ? call1(type, key) : loadZone(type, key)),
    ),
    __init_subclass__: method([varArgs("args"), varKw("kwargs")], "Function to initialize subclasses.", () => null, {
      signature: null,
    }),
  },
  methods: {
    utcoffset: method(
      [posOnly("dt", object)],
      "Return how far the zone is ahead of UTC at a datetime.",
      (self: PyZoneInfo, dt) => findInfo(self, dt)?.utcoff ?? null,
    ),
    dst: method(
      [posOnly("dt", object)],
      "Return how far summer time is ahead in the zone at a datetime.",
      (self: PyZoneInfo, dt) => findInfo(self, dt)?.dstoff ?? null,
    ),
    tzname: method(
      [posOnly("dt", object)],
      "Return what the zone's time is called at a datetime.",
      (self: PyZoneInfo, dt) => findInfo(self, dt)?.tzname ?? null,
    ),
    fromutc: method(
      [posOnly("dt", object)],
      "Return a moment that is given in UTC in the zone's own time.",
      zoneFromUtc,
      { signature: null },
    ),
    __reduce__: method([], "Function for serialization with the pickle protocol.", reduce),
  },
  members: { key: member("key") },
});

function zoneRepr(self: PyZoneInfo): PyValue {
  if (self.key !== null) return `${typeName(self)}(key=${reprJs(self.key)})`;
  return `${typeName(self)}.from_file(${strToJs(asStr(self.fileRepr) ?? "")})`;
}

/** Keys that are no text are not cached: looking for their file raises. */
function cacheKey(key: PyValue): string | undefined {
  const text = asStr(key);
  return text === undefined ? undefined : strToJs(text);
}

const SIGNATURE = { name: "ZoneInfo()", names: ["key"], required: 1, positional: 1 };

function zoneNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  const key = bindArguments(SIGNATURE, args, kwnames)[0]!;
  hash(key);
  const name = cacheKey(key);
  const cache = cacheOf(type);
  let zone = name === undefined ? undefined : (cache.strong.get(name) ?? cache.weak.get(name)?.deref());
  if (zone === undefined) {
    zone = loadZone(type, key);
    zone.fromCache = true;
    if (name !== undefined) cache.weak.set(name, new WeakRef(zone));
  }
  if (name !== undefined) keep(cache.strong, name, zone);
  return zone;
}

function keep(strong: Map<string, PyZoneInfo>, name: string, zone: PyZoneInfo): void {
  strong.delete(name);
  strong.set(name, zone);
  if (strong.size > STRONG_CACHE_SIZE) strong.delete(strong.keys().next().value!);
}

function loadZone(type: PyType, key: PyValue): PyZoneInfo {
  const path = call1(importFrom("zoneinfo._tzpath", "find_tzfile"), key);
  const file =
    path === null
      ? call1(importFrom("zoneinfo._common", "load_tzdata"), key)
      : call(importFrom("io", "open"), [path, "rb"]);
  const zone = type.tp_alloc!(type) as PyZoneInfo;
  try {
    fillZone(zone, call1(importFrom("zoneinfo._common", "load_data"), file));
  } finally {
    callMethod(file, "close");
  }
  zone.key = key;
  return zone;
}

function fromFile(type: PyType, file: PyValue, key: PyValue): PyValue {
  const zone = type.tp_alloc!(type) as PyZoneInfo;
  zone.fileRepr = reprObject(file);
  zone.fromFile = true;
  zone.key = key;
  fillZone(zone, call1(importFrom("zoneinfo._common", "load_data"), file));
  return zone;
}

function clearCache(type: PyType, onlyKeys: PyValue): PyValue {
  const cache = cacheOf(type);
  if (onlyKeys === null) {
    cache.weak.clear();
    cache.strong.clear();
    return null;
  }
  for (const key of toArray(onlyKeys)) {
    const name = cacheKey(key);
    if (name === undefined) continue;
    cache.weak.delete(name);
    cache.strong.delete(name);
  }
  return null;
}

function reduce(self: PyZoneInfo): PyValue {
  if (self.fromFile) {
    const error = importFrom("pickle", "PicklingError") as PyType;
    throw newException(error, "Cannot pickle a ZoneInfo file from a file stream.");
  }
  return new PyTuple([getAttr(self.type, "_unpickle"), new PyTuple([self.key, self.fromCache ? 1 : 0])]);
}
