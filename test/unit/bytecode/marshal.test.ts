import assert from "node:assert/strict";
import { test } from "node:test";
import { CodeUnit } from "../../../src/bytecode/codeunit.ts";
import {
  type Const,
  ConstBytes,
  ConstComplex,
  ConstFloat,
  ConstFrozenSet,
  ConstSlice,
  ConstTuple,
  ELLIPSIS,
} from "../../../src/bytecode/constants.ts";
import { dumpConst, loadConst } from "../../../src/bytecode/marshal.ts";
import { MarshalError } from "../../../src/bytecode/marshal-types.ts";
import { readPycCode, readPycHeader, sourceHash, writePyc } from "../../../src/bytecode/pyc.ts";
import { strFromJs, WideStr } from "../../../src/kernel/str.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const latin = (data: Uint8Array): string => String.fromCharCode(...data);

function unit(name: string, consts: readonly Const[]): CodeUnit {
  return new CodeUnit({
    argcount: 1,
    posonlyargcount: 0,
    kwonlyargcount: 0,
    stacksize: 2,
    flags: 3,
    code: Uint8Array.of(128, 0, 84, 0, 35, 0),
    consts,
    names: ["print", "x1"],
    localsplusnames: ["self"],
    localspluskinds: Uint8Array.of(0x26),
    filename: "f.py",
    name,
    qualname: `Outer.${name}`,
    firstlineno: 7,
    linetable: Uint8Array.of(0x80, 0),
    exceptiontable: new Uint8Array(),
  });
}

const VALUES: readonly Const[] = [
  null,
  true,
  ELLIPSIS,
  0,
  -1,
  2 ** 31,
  -(2 ** 31),
  2 ** 53 - 1,
  10n ** 40n,
  -(1n << 60n),
  "",
  "name",
  "two words",
  "é",
  "x".repeat(300),
  strFromJs("\u{1f600}"),
  new WideStr(Uint32Array.of(0xd83d, 0xde00)),
  "\udc80",
  new ConstFloat(-0),
  new ConstFloat(0.1),
  new ConstComplex(1, -0),
  new ConstBytes(bytes("\x00\xff")),
  new ConstSlice(null, 2, -1),
  new ConstFrozenSet(["b", "a"]),
];

test("constants survive writing and reading in every version that knows them", () => {
  const all = new ConstTuple([...VALUES, new ConstTuple(VALUES), unit("f", [...VALUES, unit("g", ["Outer.g"])])]);
  for (const refs of ["none", "shared"] as const) {
    const stream = dumpConst(all, { refs });
    const again = loadConst(stream);
    assert.deepEqual(dumpConst(again, { refs }), stream);
    assert.deepEqual(dumpConst(again), dumpConst(all));
  }
  const old = new ConstTuple(VALUES.filter((value) => !(value instanceof ConstSlice)));
  for (const version of [0, 1, 2, 3, 4]) {
    assert.deepEqual(dumpConst(loadConst(dumpConst(old, { version }))), dumpConst(old), `version ${version}`);
  }
  assert.throws(() => dumpConst(new ConstSlice(1, 2, 3), { version: 4 }), { msg: "unmarshallable object" });
});

test("streams are CPython's", () => {
  assert.equal(latin(dumpConst(new ConstTuple(["a", "a b", 1]))), ")\x03Z\x01az\x03a bi\x01\x00\x00\x00");
  assert.equal(latin(dumpConst(10n ** 20n)), "l\x05\x00\x00\x00\x00\x00 F\xb5x:^V\x00");
  assert.equal(latin(dumpConst(strFromJs("é\udc80\u{1f600}"))), "u\t\x00\x00\x00\xc3\xa9\xed\xb2\x80\xf0\x9f\x98\x80");
  assert.equal(latin(dumpConst(new ConstFloat(0.1), { version: 1 })), "f\x130.10000000000000001");
  const shared = new ConstTuple(["a b", "a b", "ab"]);
  assert.equal(latin(dumpConst(shared, { refs: "shared" })), ")\x03\xfa\x03a br\x00\x00\x00\x00\xda\x02ab");
  // Items of a set are in the order of their streams.
  assert.equal(latin(dumpConst(new ConstFrozenSet(["z", 1, "a"]))), ">\x03\x00\x00\x00Z\x01aZ\x01zi\x01\x00\x00\x00");
});

test("nesting is limited to 2000, whatever the JavaScript stack holds", () => {
  let nested: Const = 1;
  for (let i = 0; i < 1999; i++) nested = new ConstTuple([nested]);
  assert.deepEqual(dumpConst(loadConst(dumpConst(nested))), dumpConst(nested));
  const deeper = new ConstTuple([nested]);
  assert.throws(() => dumpConst(deeper), { type: "ValueError", msg: "object too deeply nested to marshal" });
});

test("damaged streams raise what CPython raises", () => {
  const cases: [string, string, string][] = [
    ["", "EOFError", "EOF read where object expected"],
    ["i\0", "EOFError", "marshal data too short"],
    ["(\xff\xff\xff\xff", "ValueError", "bad marshal data (tuple size out of range)"],
    ["(\xff\xff\xff\x7fN", "EOFError", "EOF read where object expected"],
    ["r\0\0\0\0", "ValueError", "bad marshal data (invalid reference)"],
    ["\xbe\x01\0\0\0r\0\0\0\0", "ValueError", "bad marshal data (invalid reference)"],
    ["Q", "ValueError", "bad marshal data (unknown type code)"],
    ["l\x01\0\0\0\0\0", "ValueError", "bad marshal data (unnormalized long data)"],
    ["l\x01\0\0\0\xff\xff", "ValueError", "bad marshal data (digit out of range in long)"],
    ["(\x01\0\0\x000", "TypeError", "NULL object in marshal data for tuple"],
    ["0", "TypeError", "NULL object in marshal data for object"],
    [")\x01".repeat(3000), "ValueError", "recursion limit exceeded"],
    [
      "u\x02\0\0\0\xff\xff",
      "UnicodeDecodeError",
      "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
    ],
    ["f\x03abc", "ValueError", "could not convert string to float: 'abc'"],
  ];
  for (const [stream, type, msg] of cases) assert.throws(() => loadConst(bytes(stream)), { type, msg });
});

test("no damage to a stream makes an internal error", () => {
  const stream = dumpConst(new ConstTuple([unit("f", VALUES), unit("g", VALUES)]), { refs: "shared" });
  let seed = 1;
  const random = (limit: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed % limit;
  };
  for (let round = 0; round < 20000; round++) {
    const damaged = stream.slice(0, random(8) === 0 ? random(stream.length) : stream.length);
    for (let i = random(3); i >= 0; i--) damaged[random(damaged.length)] = random(256);
    try {
      loadConst(damaged);
    } catch (error) {
      assert.ok(error instanceof MarshalError, String((error as Error).stack));
    }
  }
});

test("pyc files carry their header", () => {
  const code = unit("f", ["x"]);
  const file = writePyc({ kind: "timestamp", mtime: 0x12345678, size: 99 }, code);
  assert.deepEqual([...file.subarray(0, 8)], [0x2b, 0x0e, 0x0d, 0x0a, 0, 0, 0, 0]);
  assert.deepEqual(readPycHeader(file), { kind: "timestamp", mtime: 0x12345678, size: 99 });
  assert.equal(readPycCode(file).qualname, "Outer.f");
  const hash = sourceHash(bytes("hello world"));
  assert.equal(Buffer.from(hash).toString("hex"), "51dd87e7e4f80c63");
  assert.equal(Buffer.from(sourceHash(bytes("abcdefgh1"), 0x12345678)).toString("hex"), "8fe911f0476b63ee");
  const hashed = writePyc({ kind: "checked-hash", hash }, code);
  assert.equal(hashed[4], 3);
  assert.deepEqual(readPycHeader(hashed), { kind: "checked-hash", hash });
  assert.equal(readPycHeader(file.subarray(0, 15)), undefined);
});
