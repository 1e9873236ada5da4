/** The flow graph: functions in, blocks and their successors out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { codeOf, find, graphOf, show } from "./functions.ts";

/** Functions, and a line for each block: its number, its last instruction, where it leads to; `!` marks handlers. */
const GRAPHS: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "a loop",
    "def f(a):\n  while a:\n    a -= 1\n  return a",
    ["0 RESUME 1", "1 POP_JUMP_IF_FALSE 2 3", "2 JUMP_BACKWARD 1", "3 RETURN_VALUE"],
  ],
  [
    "a loop in a loop that is left early",
    "def f(a):\n  for i in a:\n    for j in i:\n      if j: break\n  return 1",
    [
      "0 GET_ITER 1",
      "1 FOR_ITER 2 8",
      "2 GET_ITER 3",
      "3 FOR_ITER 4 7",
      "4 POP_JUMP_IF_TRUE 5 6",
      "5 JUMP_BACKWARD 3",
      "6 JUMP_BACKWARD 1",
      "7 JUMP_BACKWARD 1",
      "8 RETURN_VALUE",
    ],
  ],
  [
    "a function that ends in three places",
    "def f(a):\n  if a:\n    raise a\n  if a is None: return 1\n  return 2",
    ["0 POP_JUMP_IF_FALSE 1 2", "1 RAISE_VARARGS", "2 POP_JUMP_IF_NOT_NONE 3 4", "3 RETURN_VALUE", "4 RETURN_VALUE"],
  ],
  [
    "a handler, guarded by another that puts the handled exception back",
    "def f(a):\n  try:\n    a()\n  except ValueError:\n    return 1\n  return 2",
    ["0 RETURN_VALUE !1", "1 POP_JUMP_IF_FALSE 2 3 !4", "2 RETURN_VALUE !4", "3 RERAISE !4", "4 RERAISE"],
  ],
  [
    "a handler that goes on with the loop around it",
    "def f(a):\n  for i in a:\n    try:\n      i()\n    except ValueError:\n      continue\n  return 2",
    [
      "0 GET_ITER 1",
      "1 FOR_ITER 2 7",
      "2 JUMP_BACKWARD 1 !3",
      "3 POP_JUMP_IF_FALSE 4 5 !6",
      "4 JUMP_BACKWARD 1 !6",
      "5 RERAISE !6",
      "6 RERAISE",
      "7 RETURN_VALUE",
    ],
  ],
];

for (const [title, source, expected] of GRAPHS) {
  test(title, () => assert.deepEqual(show(graphOf(codeOf(source))), expected));
}

const LOOP =
  "def f(a):\n  s = 0\n  for i in a:\n    try:\n      s += i\n    except TypeError:\n      s = 1\n  return s";

test("an entry in the midst of a loop sees what follows from there only", () => {
  const code = codeOf(LOOP);
  const header = find(code, "FOR_ITER");
  const { blocks } = graphOf(code, header);
  assert.equal(blocks[0].start, header);
  assert.ok(blocks.every(({ instructions }) => instructions.every(({ index }) => index >= header)));
});

test("handlers that are not compiled are no part of the graph", () => {
  const code = codeOf(LOOP);
  const { blocks } = graphOf(code, 0, () => false);
  assert.ok(blocks.every(({ handlers }) => handlers.size === 0));
  assert.ok(blocks.every(({ instructions }) => instructions.every(({ handler }) => handler === -1)));
  assert.ok(blocks.length < graphOf(code).blocks.length);
});

test("a block that begins where a handler's range does knows the handler of each of its instructions", () => {
  const code = codeOf(LOOP);
  const adding = find(code, "BINARY_OP");
  const instructions = graphOf(code).blocks.flatMap((block) => block.instructions);
  assert.ok(instructions.find(({ index }) => index === adding)!.handler >= 0);
  assert.equal(instructions.find(({ index }) => index === find(code, "GET_ITER"))!.handler, -1);
});
