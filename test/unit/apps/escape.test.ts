/** Python code in a sandbox reaches nothing of JavaScript but what it was handed. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import test from "node:test";
import { Python, PythonError } from "../../../src/apps/embed/node.ts";

/** Expressions over everything that an embedder hands out; none may give anything of JavaScript's. */
const NAMES = ["constructor", "__proto__", "prototype", "toString", "valueOf", "hasOwnProperty", "caller", "arguments"];
const HANDED = [
  "host.f",
  "host",
  "data",
  "data['inner']",
  "host.f.__self__",
  "host.f.__class__",
  "type(host)",
  "error",
  "error.args",
  "error.__traceback__",
  "frame",
  "frame.f_globals",
  "frame.f_builtins",
  "frame.f_code",
  "callback",
];

const PROGRAM = `
import host, sys
def f(): pass
callback = host.f
try:
    host.throws()
except Exception as e:
    error = e
frame = sys._getframe()
`;

test("escapes", { skip: !existsSync("dist/lib.taipan") && "the library is not built" }, async (t) => {
  const python = new Python();
  const received: unknown[] = [];
  python.registerModule("host", {
    f: (...args: unknown[]) => {
      received.push(...args);
      return args.length;
    },
    throws: () => {
      throw new TypeError("from JavaScript");
    },
    proxy: (value: unknown) => value,
  });
  python.globals.set("data", { inner: { x: 1 }, list: [1] });
  python.run(PROGRAM);

  await t.test("names of JavaScript mean nothing", () => {
    for (const object of HANDED) {
      for (const name of NAMES) {
        python.globals.set("name", name);
        assert.throws(
          () => python.run(`getattr(${object}, name)`),
          (caught) => caught instanceof PythonError && caught.type === "AttributeError",
          `${object}.${name}`,
        );
      }
    }
    for (const name of NAMES) {
      assert.throws(
        () => python.run(`data[${JSON.stringify(name)}]`),
        (caught) => caught instanceof PythonError && caught.type === "KeyError",
      );
      assert.throws(
        () => python.run(name === "__proto__" ? "__proto__" : name),
        (caught) => caught instanceof PythonError && caught.type === "NameError",
      );
      assert.throws(
        () => python.run(`import ${name}`),
        (caught) => caught instanceof PythonError && caught.type === "ModuleNotFoundError",
      );
    }
  });

  await t.test("such names as keys and attributes are only names", () => {
    assert.deepEqual(
      python.run(`
class A: pass
a = A()
for name in (${NAMES.map((name) => JSON.stringify(name)).join(", ")}):
    setattr(a, name, name); setattr(A, name + "_", name)
    globals()["g" + name] = name
d = dict.fromkeys(a.__dict__, 1)
[d == {k: 1 for k in a.__dict__}, all(getattr(a, n) == n for n in a.__dict__), type(a).__name__]
`),
      [true, true, "A"],
    );
    const back = python.run("{'__proto__': {'polluted': 1}, 'constructor': 2}") as Record<string, unknown>;
    assert.equal(Object.getPrototypeOf(back), Object.prototype);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    assert.deepEqual(Object.keys(back), ["__proto__", "constructor"]);
  });

  await t.test("host functions get plain data or proxies without a way in", () => {
    python.run("host.f([1], {'a': 2}, f, A, a, frame, error, host)");
    for (const value of received.slice(2)) {
      assert.equal(Object.getOwnPropertyNames(value as object).length, 0);
      for (const name of Reflect.ownKeys(Object.getPrototypeOf(value) as object)) {
        assert.ok(typeof name === "symbol" || !name.startsWith("_"), String(name));
      }
    }
    assert.equal(python.run("host.proxy(f) is f and host.proxy(a) is a"), true);
  });

  await t.test("errors of JavaScript come as text", () => {
    assert.deepEqual(python.run("[type(error).__name__, str(error), len(error.args), error.__cause__]"), [
      "RuntimeError",
      "TypeError: from JavaScript",
      1,
      null,
    ]);
  });

  await t.test("objects that were not handed over as data are refused", () => {
    for (const value of [process, globalThis, new Date(), Symbol("s"), new (class Secret {})()]) {
      assert.throws(
        () => python.globals.set("x", value),
        (caught) => caught instanceof PythonError && caught.type === "TypeError",
      );
    }
  });

  await t.test("no file, process, network or clock setting of the machine", () => {
    const tries = [
      "open('/etc/passwd')",
      "__import__('os').listdir('/proc')",
      "__import__('subprocess').run(['ls'])",
      "__import__('socket').create_connection(('93.184.215.14', 80), 1)",
      "__import__('os').fork()",
      "__import__('ctypes').CDLL(None)",
      "__import__('js')",
      "__import__('os').kill(2, 9)",
    ];
    for (const attempt of tries) {
      assert.throws(
        () => python.run(attempt),
        (caught) => caught instanceof PythonError && caught.type !== "SystemExit",
        attempt,
      );
    }
    assert.deepEqual(python.run("[dict(__import__('os').environ), __import__('sys').executable]"), [{}, ""]);
  });
});
