/** The embedding interface, as a JavaScript program uses it. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import test from "node:test";
import { Python, PythonError } from "../../../src/apps/embed/node.ts";

test("an embedded Python", { skip: !existsSync("dist/lib.taipan") && "the library is not built" }, async (t) => {
  let said = "";
  const python = new Python({ stdout: (data) => (said += new TextDecoder().decode(data)) });

  await t.test("runs statements and gives values", async () => {
    await python.run("def double(x): return x * 2\nprint('hi', double(4))");
    assert.equal(said, "hi 8\n");
    assert.equal(await python.evaluate("double(21)"), 42);
    assert.deepEqual(await python.evaluate("[1, 2.5, 'x🐍', None, True, 2**70, (1,), b'xy', {1}]"), [
      1,
      2.5,
      "x🐍",
      null,
      true,
      2n ** 70n,
      [1],
      new TextEncoder().encode("xy"),
      "{1}",
    ]);
  });

  await t.test("takes values", async () => {
    python.set("data", { a: [1, 2.5, null], b: "é", big: 2n ** 60n });
    assert.equal(
      await python.evaluate("data['a'][1] + len(data['b']) + data['big'] % 7"),
      2.5 + 1 + Number(2n ** 60n % 7n),
    );
    assert.deepEqual(
      python.get("data"),
      new Map<string, unknown>([
        ["a", [1, 2.5, null]],
        ["b", "é"],
        ["big", 2n ** 60n],
      ]),
    );
    assert.equal(python.get("nothing"), undefined);
  });

  await t.test("fails with what Python says", async () => {
    const failure = (type: string, message: string) => (error: unknown) =>
      error instanceof PythonError && error.type === type && error.message === message;
    await assert.rejects(python.run("1 / 0"), failure("ZeroDivisionError", "ZeroDivisionError: division by zero"));
    await assert.rejects(
      python.evaluate("1 +"),
      (error) => error instanceof PythonError && error.type === "SyntaxError",
    );
    assert.equal(await python.evaluate("'still alive'"), "still alive");
  });

  await t.test("knows nothing of other instances", async () => {
    const other = new Python();
    await assert.rejects(
      other.evaluate("double(1)"),
      (error) => error instanceof PythonError && error.type === "NameError",
    );
    assert.equal(await python.evaluate("double(1)"), 2);
  });
});
