/**
 * _locale: the C locale and its UTF-8 variant, as on a GNU system without further locales. Source: CPython Modules/_localemodule.c.
 *
 * A name in the environment that no such system would have counts as C.UTF-8, so that `setlocale(LC_ALL, "")` works everywhere.
 */
import { type Str, strCompare, strFromJs, strToJs } from "../../kernel/str.ts";
import { cint, cstring, object, str } from "../../objects/converters.ts";
import { defineModule, defineType, fn, posOnly } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { newException, typeError, valueError } from "../../objects/errors.ts";
import { PyExc_Exception } from "../../objects/exceptions/types.ts";
import { filesystemPath } from "../../objects/fspath.ts";
import { PyList } from "../../objects/list/list.ts";
import { machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { CODESET, langinfoItems } from "./langinfo.ts";

const LC_ALL = 6;
const CHAR_MAX = 127;

/** Categories by number (LC_ALL aside); glibc has six more, which only show in the name of a mixed locale. */
const CATEGORIES = ["LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LC_COLLATE", "LC_MONETARY", "LC_MESSAGES"];
const FURTHER = ["LC_PAPER", "LC_NAME", "LC_ADDRESS", "LC_TELEPHONE", "LC_MEASUREMENT", "LC_IDENTIFICATION"];

interface LocaleState {
  /** The locale of each category. */
  names: string[];
  domain: Str;
  readonly folders: Map<string, Str>;
  readonly codesets: Map<string, Str>;
}

const states: WeakMap<object, LocaleState> = new WeakMap();

function localeState(): LocaleState {
  const { interp } = machine;
  let state = states.get(interp);
  if (state === undefined) {
    const names = [...CATEGORIES, ...FURTHER].map(() => "C");
    names[0] = environmentName("LC_CTYPE", "C.UTF-8");
    states.set(interp, (state = { names, domain: "messages", folders: new Map(), codesets: new Map() }));
  }
  return state;
}

/** The locale that the environment asks for; a name nobody knows counts as C.UTF-8. */
function environmentName(category: string, fallback = "C"): string {
  const { env } = machine.interp.host;
  const name = ["LC_ALL", category, "LANG"].map((key) => env.get(key)).find((value) => value) ?? fallback;
  const known = knownName(name);
  // PEP 538: the C locale is coerced where it decides the encoding.
  if (known === "C" && category === "LC_CTYPE") return "C.UTF-8";
  return known ?? "C.UTF-8";
}

/** The name as setlocale() gives it back, or undefined when there is no such locale. */
function knownName(name: string): string | undefined {
  if (name === "C" || name === "POSIX") return "C";
  return /^C\.utf-?8$/i.test(name) ? name : undefined;
}

const isUtf8 = (name: string): boolean => name !== "C";

export const errorType: PyType = defineType({
  name: "locale.Error",
  doc: null,
  flags: ["basetype", "dict", "weakref", "heaptype"],
  base: () => PyExc_Exception,
});

export default defineModule({
  name: "_locale",
  doc: "Support for POSIX locales.",
  functions: {
    setlocale: fn(
      [posOnly("category", cint), posOnly("locale", localeName, null, "<unrepresentable>")],
      "Activate or ask for a locale.",
      setlocale,
    ),
    localeconv: fn([], "Return the conventions for numbers and money.", localeconv),
    strcoll: fn(
      [posOnly("os1", text), posOnly("os2", text)],
      "Compare two strings as the locale orders them.",
      strcoll,
    ),
    strxfrm: fn(
      [posOnly("string", text)],
      "Return a string that orders as the locale orders this one.",
      (string) => string,
    ),
    nl_langinfo: fn([posOnly("key", cint)], "Return the locale's text for the item.", langinfo),
    gettext: fn([posOnly("msg", cstring)], "Return the translation of the message.", (msg) => strFromJs(msg)),
    dgettext: fn(
      [posOnly("domain", domainName), posOnly("msg", cstring)],
      "Return the translation of the message.",
      (_, msg) => strFromJs(msg),
    ),
    dcgettext: fn(
      [posOnly("domain", domainName), posOnly("msg", cstring), posOnly("category", cint)],
      "Return the translation of the message.",
      (_, msg) => strFromJs(msg),
    ),
    textdomain: fn([posOnly("domain", domainName)], "Set the domain of gettext(), and return it.", (domain) => {
      const state = localeState();
      if (domain !== null) state.domain = domain === "" ? "messages" : strFromJs(domain);
      return state.domain;
    }),
    bindtextdomain: fn(
      [posOnly("domain", cstring), posOnly("dir", object)],
      "Set the folder of a domain's translations, and return it.",
      (domain, dir) => {
        if (domain === "") throw newException(errorType, "domain must be a non-empty string");
        const { folders } = localeState();
        if (dir !== null) folders.set(domain, filesystemPath(dir));
        return folders.get(domain) ?? "/usr/share/locale";
      },
    ),
    bind_textdomain_codeset: fn(
      [posOnly("domain", cstring), posOnly("codeset", domainName)],
      "Set the encoding of a domain's translations, and return it.",
      (domain, codeset) => {
        const { codesets } = localeState();
        if (codeset !== null) codesets.set(domain, strFromJs(codeset));
        return codesets.get(domain) ?? null;
      },
    ),
    getencoding: fn([], "Return the encoding of the current locale.", () => codeset()),
  },
  types: () => ({ Error: errorType }),
  constants: () => ({
    LC_CTYPE: 0,
    LC_NUMERIC: 1,
    LC_TIME: 2,
    LC_COLLATE: 3,
    LC_MONETARY: 4,
    LC_MESSAGES: 5,
    LC_ALL,
    CHAR_MAX,
    ...Object.fromEntries(langinfoItems().map(([name, key]) => [name, key])),
  }),
});

/** Converter: a locale's name, a str or None. */
function localeName(value: PyValue): string | null {
  if (value === null) return null;
  if (asStr(value) === undefined) throw typeError(`setlocale() argument 2 must be str or None, not ${typeName(value)}`);
  return cstring(value, { func: "setlocale", label: "argument 2" });
}

function domainName(value: PyValue, place: Parameters<typeof cstring>[1]): string | null {
  if (value !== null && asStr(value) === undefined) {
    throw typeError(`${place.func}() ${place.label} must be str or None, not ${typeName(value)}`);
  }
  return value === null ? null : cstring(value, place);
}

/** Converter: a str for the C library's functions on wide characters. */
function text(value: PyValue, place: Parameters<typeof cstring>[1]): Str {
  const string = str(value, place);
  if (strToJs(string).includes("\0")) throw valueError("embedded null character");
  return string;
}

function setlocale(category: number, locale: string | null): PyValue {
  const state = localeState();
  if (locale === null) {
    if (category < 0 || category > LC_ALL) throw newException(errorType, "locale query failed");
    return strFromJs(category === LC_ALL ? mixedName(state.names) : state.names[category]);
  }
  const names = category < 0 || category > LC_ALL ? undefined : newNames(state, category, locale);
  if (names === undefined) throw newException(errorType, "unsupported locale setting");
  state.names = names;
  return strFromJs(category === LC_ALL ? mixedName(names) : names[category]);
}

/** The names after setlocale(), or undefined when one is not known. */
function newNames(state: LocaleState, category: number, locale: string): string[] | undefined {
  const all = [...CATEGORIES, ...FURTHER];
  if (category !== LC_ALL) {
    const name = locale === "" ? environmentName(all[category]) : knownName(locale);
    return name === undefined ? undefined : state.names.map((old, i) => (i === category ? name : old));
  }
  if (locale === "") return all.map((name) => environmentName(name));
  if (!locale.includes(";")) {
    const name = knownName(locale);
    return name === undefined ? undefined : all.map(() => name);
  }
  const given = new Map(locale.split(";").map((part) => part.split("=", 2) as [string, string]));
  const names = all.map((name) => knownName(given.get(name) ?? ""));
  return names.includes(undefined) ? undefined : (names as string[]);
}

/** One name when all categories have the same, all of them otherwise. */
function mixedName(names: readonly string[]): string {
  if (names.every((name) => name === names[0])) return names[0];
  return [...CATEGORIES, ...FURTHER].map((category, i) => `${category}=${names[i]}`).join(";");
}

function codeset(): string {
  return isUtf8(localeState().names[0]) ? "UTF-8" : "ANSI_X3.4-1968";
}

function localeconv(): PyValue {
  const result = new PyDict();
  const money = ["int_curr_symbol", "currency_symbol", "mon_decimal_point", "mon_thousands_sep"];
  for (const name of money) result.setStr(name, "");
  result.setStr("mon_grouping", new PyList([]));
  for (const name of ["positive_sign", "negative_sign"]) result.setStr(name, "");
  const unset = ["int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space", "n_cs_precedes"];
  for (const name of [...unset, "n_sep_by_space", "p_sign_posn", "n_sign_posn"]) result.setStr(name, CHAR_MAX);
  result.setStr("decimal_point", ".");
  result.setStr("thousands_sep", "");
  result.setStr("grouping", new PyList([]));
  return result;
}

/** Both locales order by code points. */
function strcoll(a: Str, b: Str): PyValue {
  return Math.sign(strCompare(a, b));
}

function langinfo(key: number): PyValue {
  if (key === CODESET) return codeset();
  const found = langinfoItems().find(([, number]) => number === key);
  if (found === undefined) throw valueError("unsupported langinfo constant");
  return found[2];
}
