import assert from "node:assert/strict";
import test from "node:test";
import * as B from "../../../src/kernel/bytes-ops.ts";
import * as T from "../../../src/kernel/bytes-text.ts";
import { floatFromHex } from "../../../src/kernel/float-hex.ts";
import * as N from "../../../src/kernel/format-number.ts";
import { normInt } from "../../../src/kernel/int.ts";
import * as P from "../../../src/kernel/percent.ts";
import * as S from "../../../src/kernel/str.ts";
import * as J from "../../../src/kernel/str-join.ts";
import * as O from "../../../src/kernel/str-ops.ts";
import * as R from "../../../src/kernel/str-repr.ts";
import * as F from "../../../src/kernel/str-search.ts";
import * as L from "../../../src/kernel/str-split.ts";
import * as K from "../../../src/kernel/unicode/case.ts";
import { ucd, ucd32 } from "../../../src/kernel/unicode/database.ts";
import { unicodeLookup, unicodeName } from "../../../src/kernel/unicode/names.ts";
import { normalize } from "../../../src/kernel/unicode/normalize.ts";
import { namedSequence } from "../../../src/kernel/unicode/sequences.ts";
import { type Any, attempt, recorded } from "./support.ts";

/** Texts are recorded as `{ s: code points }`, bytes as `{ b: values }`. */
function decode(value: Any): Any {
  if (Array.isArray(value)) return value.map(decode);
  if (value?.s) return S.strFromCodes(value.s);
  return value?.b ? Uint8Array.from(value.b) : value;
}

function encode(value: Any): Any {
  if (Array.isArray(value)) return value.map(encode);
  if (value instanceof Uint8Array) return { b: [...value] };
  if (typeof value !== "string" && !(value instanceof S.WideStr)) return value;
  const codes = [...S.strCodes(value)];
  // Equal texts have one representation.
  assert.equal(typeof S.strFromCodes(codes), typeof value);
  return { s: codes };
}

const STR: Record<string, (...args: Any[]) => Any> = {
  find: F.strFind,
  rfind: F.strRFind,
  count: F.strCount,
  sw: (s, t, a, b) => F.strTailMatch(s, t, a, b, false),
  ew: (s, t, a, b) => F.strTailMatch(s, t, a, b, true),
  replace: F.strReplace,
  in: F.strContains,
  part: F.strPartition,
  rpart: F.strRPartition,
  split: L.strSplit,
  rsplit: L.strRSplit,
  splits: L.strSplitSpace,
  rsplits: L.strRSplitSpace,
  lines: L.strSplitLines,
  strip: (s, chars) => L.strStrip(s, chars, true, true),
  lstrip: (s, chars) => L.strStrip(s, chars, true, false),
  strips: (s) => L.strStripSpace(s, true, true),
  rstrips: (s) => L.strStripSpace(s, false, true),
  join: J.strJoin,
  repeat: L.strRepeat,
  center: L.strCenter,
  zfill: L.strZfill,
  tabs: L.strExpandTabs,
  repr: R.strRepr,
  ascii: R.strAscii,
  cmp: (a, b) => Math.sign(S.strCompare(a, b)),
  cat: S.strConcat,
  ident: O.isIdentifier,
  print: O.strIsPrintable,
  space: O.strIsSpace,
  isascii: O.strIsAscii,
  step: S.strSliceStep,
  brepr: (data) => R.bytesRepr(Uint8Array.from(data)),
};

recorded(
  "str",
  ([kind]) => kind,
  ([kind, args, want]) => [encode(STR[kind](...decode(args))), want],
);

function percent(format: string, value: string): Any {
  const parser = new P.PercentParser(format);
  parser.literal();
  const item = parser.item(
    () => {},
    () => 0,
  );
  const type = String.fromCharCode(item.type);
  if ("diuoxX".includes(type)) return P.finishNumber(P.percentInt(normInt(BigInt(value)), item, 4300), item);
  if ("eEfFgG".includes(type)) return P.finishNumber(P.percentFloat(floatFromHex(value), item), item);
  return P.finishText(type === "r" ? R.strRepr(value) : type === "a" ? R.strAscii(value) : value, item);
}

const BYTES: Record<string, (...args: Any[]) => Any> = {
  find: B.bytesFind,
  rfind: B.bytesRFind,
  count: B.bytesCount,
  sw: (s, t, a, b) => B.bytesTailMatch(s, t, a, b, false),
  ew: (s, t, a, b) => B.bytesTailMatch(s, t, a, b, true),
  replace: B.bytesReplace,
  split: B.bytesSplit,
  rsplit: B.bytesRSplit,
  splits: B.bytesSplitSpace,
  rsplits: B.bytesRSplitSpace,
  lines: B.bytesSplitLines,
  strip: (s, chars) => B.bytesStrip(s, chars, true, true),
  strips: (s) => B.bytesStrip(s, undefined, true, true),
  join: B.bytesJoin,
  repeat: B.bytesRepeat,
  center: B.bytesCenter,
  zfill: B.bytesZfill,
  tabs: B.bytesExpandTabs,
  tr: (s, gone) => B.bytesTranslate(s, undefined, gone),
  islower: T.bytesIsLower,
  isupper: T.bytesIsUpper,
  istitle: T.bytesIsTitle,
  title: T.bytesTitle,
  cap: T.bytesCapitalize,
  swap: T.bytesSwapcase,
  hex: T.bytesHex,
  fromhex: T.bytesFromHex,
};

recorded(
  "bytes",
  ([kind]) => kind,
  ([kind, args, want]) => {
    if (kind === "pct") return [percent(args[0], args[1]), want];
    const got = attempt(() => BYTES[kind](...decode(args)));
    if (typeof got === "string") return [got, want];
    return [got?.[0] === "!" ? `${got[1]}: ${got[2]}` : encode(got), want];
  },
);

recorded(
  "format",
  ([kind]) => kind,
  ([kind, value, spec, want]) => {
    const text = S.strFromCodes(spec);
    const got = attempt(() => {
      if (kind === "s") return N.formatStr(S.strFromCodes(value), text, "str");
      if (kind === "i") return N.formatInt(normInt(BigInt(value)), text, "int", 4300);
      if (kind === "f") return N.formatFloatValue(floatFromHex(value), text, "float");
      return N.formatComplex(floatFromHex(value[0]), floatFromHex(value[1]), text, "complex");
    });
    return [got?.[0] === "!" ? `${got[1]}: ${got[2]}` : [...S.strCodes(got)], want];
  },
);

recorded(
  "case",
  () => "mappings",
  ([codes, ...want]) => {
    const text = S.strFromCodes(codes);
    const mapped = [K.toUpper, K.toLower, K.toTitle, K.capitalize, K.swapcase, K.toCasefold].map((map) => [
      ...S.strCodes(map(text)),
    ]);
    return [[...mapped, K.isLowerText(text), K.isUpperText(text), K.isTitleText(text)], want];
  },
);

recorded(
  "normalize",
  ([form, old]) => `${form}${old ? " 3.2.0" : ""}`,
  ([form, old, codes, want]) => [[...S.strCodes(normalize(form, S.strFromCodes(codes), old ? ucd32 : ucd))], want],
);

test("names and lookups", () => {
  for (const code of [0x41, 0x20ac, 0xac01, 0x4e00, 0x1f600, 0xf60, 0x2f800, 0x1d7ff]) {
    assert.equal(unicodeLookup(unicodeName(code)!), code);
  }
  assert.equal(unicodeName(0xf02), "TIBETAN MARK GTER YIG MGO -UM RNAM BCAD MA");
  assert.equal(unicodeLookup("line feed"), 10);
  assert.equal(unicodeLookup("NO SUCH NAME"), -1);
  assert.equal(unicodeName(0x17000), undefined);
  assert.deepEqual(namedSequence("tamil syllable sai"), [0xbb8, 0xbc8]);
  assert.equal(namedSequence("LATIN SMALL LETTER A"), undefined);
});
