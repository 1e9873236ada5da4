/** The lesson that the eval loop is trained with reaches every instruction of the loop. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { Python } from "../../../src/apps/embed/node.ts";
import { openArchive } from "../../../src/host/node/host.ts";
import { type Executable, OP_MASK } from "../../../src/interpreter/code.ts";
import { currentThread } from "../../../src/interpreter/thread.ts";
import { specimens, train } from "../../../src/interpreter/training.ts";
import { PyCode } from "../../../src/objects/code.ts";
import { PyList } from "../../../src/objects/list/list.ts";
import type { PyModule } from "../../../src/objects/module.ts";
import type { PyValue } from "../../../src/objects/object.ts";
import { PyTuple } from "../../../src/objects/tuple/tuple.ts";

const at = (path: string): string => new URL(`../../../${path}`, import.meta.url).pathname;

/** What only malformed programs and interrupted calls reach, or what trained code turns into something else. */
const NOT_SHOWN = new Set(["CALL", "LOAD_ATTR", "STORE_ATTR", "STORE_SUBSCR", "CONTAINS_OP"]);

function collect(code: PyCode, into: Set<number>): void {
  const executable = code.decoded as Executable | null;
  if (executable === null) return;
  for (const word of executable.words) into.add(word & OP_MASK);
  for (const constant of executable.consts) if (constant instanceof PyCode) collect(constant, into);
}

test("training shows every instruction of the loop", () => {
  const loop = readFileSync(at("src/interpreter/generated/eval-loop.ts"), "utf8");
  const names = new Map([...loop.matchAll(/^case (\d+): \{ \/\/ (.*)$/gm)].map(([, id, name]) => [Number(id), name!]));
  const shown = new Set<number>();
  const lesson = openArchive(at("dist/lib.taipan")).extra("training")!;
  const python = new Python();
  python.registerModule("school", {
    teach: () => {
      const builtins = currentThread.interp.modules.getStr("builtins") as PyModule;
      collect(train(currentThread, lesson, builtins), shown);
    },
  });
  python.run("import school; school.teach()");
  const missing = [...names].filter(([id, name]) => !shown.has(id) && !NOT_SHOWN.has(name)).map(([, name]) => name);
  assert.deepEqual(missing, [], "tools/library/training.py must show these too");
  const kept = new Set(specimens.flatMap(parts).map((object) => object.constructor.name));
  const known = new Set([...loop.matchAll(/instanceof (\w+)/g)].map(([, name]) => name!));
  known.delete("Unwind");
  assert.deepEqual(
    [...known].filter((name) => !kept.has(name)),
    [],
    "lesson() must return such objects too",
  );
});

/** An object and what it consists of, if it is a tuple or list. */
function parts(value: PyValue): object[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = value instanceof PyTuple || value instanceof PyList ? value.items : [];
  return [value, ...inner.flatMap(parts)];
}
