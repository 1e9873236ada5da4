/** Moving values between locals, cells, constants and the operand stack: mostly nothing to write. */
import { OP } from "../../interpreter/generated/tables.ts";
import { ANY, NULL } from "../types.ts";
import type { Emitter } from "./emitter.ts";
import type { Emit } from "./table.ts";

function load(e: Emitter, index: number): void {
  e.stack.push(e.local(index));
}

const loadOne: Emit = (e, { arg }) => load(e, arg);
const loadTwo: Emit = (e, { arg }) => {
  load(e, arg >> 4);
  load(e, arg & 15);
};

export const STACK: readonly (readonly [number, Emit])[] = [
  [OP.NOP, () => {}],
  [OP.RESUME, () => {}],
  [OP.LOAD_FAST, loadOne],
  [OP.LOAD_FAST_BORROW, loadOne],
  [OP.LOAD_FAST_LOAD_FAST, loadTwo],
  [OP.LOAD_FAST_BORROW_LOAD_FAST_BORROW, loadTwo],
  [
    OP.LOAD_FAST_CHECK,
    (e, { arg }) => {
      const { kind } = e.locals[arg];
      const name = e.unit.localNames[arg];
      if (kind === "unbound") return e.exit("unbound local");
      if (kind === "maybe" || kind === "maybe_float" || kind === "any") {
        e.exitIf(`${e.unit.variable(name)} === undefined`, "unbound local");
      }
      load(e, arg);
    },
  ],
  [
    OP.LOAD_FAST_AND_CLEAR,
    (e, { arg }) => {
      if (e.locals[arg].kind === "unbound") e.pushNull();
      else {
        const { kind } = e.locals[arg];
        const val = e.local(arg);
        const text = kind === "maybe_float" ? e.temporary(e.tagged({ type: e.locals[arg], text: val.text })) : null;
        // The value, or NULL: it only goes back to where it was.
        if (text !== null) e.push({ kind: "maybe" }, text);
        else
          e.stack.push(
            kind === "float"
              ? val
              : { type: kind === "maybe" ? { kind: "maybe" } : val.type, text: e.temporary(val.text) },
          );
      }
      e.storeLocal(arg, { type: NULL, text: "undefined" });
    },
  ],
  [OP.LOAD_CONST, (e, { arg }) => e.pushConstant(e.unit.code.consts[arg])],
  [OP.LOAD_SMALL_INT, (e, { arg }) => e.pushConstant(arg)],
  [OP.STORE_FAST, (e, { arg }) => e.storeLocal(arg, e.pop())],
  [
    OP.STORE_FAST_LOAD_FAST,
    (e, { arg }) => {
      e.storeLocal(arg >> 4, e.pop());
      load(e, arg & 15);
    },
  ],
  [
    OP.STORE_FAST_STORE_FAST,
    (e, { arg }) => {
      e.storeLocal(arg >> 4, e.pop());
      e.storeLocal(arg & 15, e.pop());
    },
  ],
  [
    OP.DELETE_FAST,
    (e, { arg }) => {
      const { kind } = e.locals[arg];
      if (kind === "unbound") return e.exit("unbound local");
      e.exitIf(
        kind === "float" ? "false" : `${e.unit.variable(e.unit.localNames[arg])} === undefined`,
        "unbound local",
      );
      e.storeLocal(arg, { type: NULL, text: "undefined" });
    },
  ],
  [OP.POP_TOP, (e) => void e.pop()],
  [OP.POP_ITER, (e) => void e.pop()],
  [OP.END_FOR, (e) => void e.pop()],
  [OP.PUSH_NULL, (e) => e.pushNull()],
  [
    OP.COPY,
    (e, { arg }) => {
      const val = e.peek(arg);
      e.stack.push(e.detached(val));
    },
  ],
  [
    OP.SWAP,
    (e, { arg }) => {
      const top = e.stack.length - 1;
      const other = e.stack.length - arg;
      const a = e.moved(e.stack[top]);
      e.stack[top] = e.moved(e.stack[other]);
      e.stack[other] = a;
    },
  ],
  [
    OP.MAKE_CELL,
    (e, { arg }) => {
      const val = e.locals[arg].kind === "unbound" ? "undefined" : e.tagged({ ...e.local(arg), type: e.locals[arg] });
      e.storeLocal(arg, { type: ANY, text: e.temporary(`new ${e.helper("PyCell")}(${val})`) });
    },
  ],
  [
    OP.COPY_FREE_VARS,
    (e, { arg }) => {
      const first = e.unit.code.localCount - arg;
      for (let i = 0; i < arg; i++) e.storeLocal(first + i, { type: ANY, text: `fn.closure[${i}]` });
    },
  ],
  [
    OP.LOAD_DEREF,
    (e, { arg }) => {
      const value = e.temporary(`${e.local(arg).text}.v`);
      e.exitIf(`${value} === undefined`, "unbound cell");
      e.push(ANY, value);
    },
  ],
  [
    OP.DELETE_DEREF,
    (e, { arg }) => {
      const cell = e.local(arg).text;
      e.exitIf(`${cell}.v === undefined`, "unbound cell");
      e.line(`${cell}.v = undefined;`);
    },
  ],
  [
    OP.STORE_DEREF,
    (e, { arg }) => {
      const value = e.pop();
      e.line(`${e.local(arg).text}.v = ${e.tagged(value)};`);
    },
  ],
];
