/** `import` inside of functions: mostly of a module that is there already. */
import { OP } from "../../interpreter/generated/tables.ts";
import { ANY } from "../types.ts";
import { entered } from "./raise.ts";
import type { Emit } from "./table.ts";

const importName: Emit = (e, { arg }) => {
  // A module's or class's body would have to hand over its namespace.
  if (e.unit.isModule) return e.exit("import in a module");
  const [level, fromlist] = e.popMany(2).map((val) => e.named(val));
  const name = e.constant(e.unit.code.names[arg]);
  e.place();
  const result = entered(e, `${e.helper("importName")}(fn, d, ${name}, ${fromlist}, ${level})`);
  e.forget();
  e.push(ANY, result);
};

const importFrom: Emit = (e, { arg }) => {
  const module = e.pop();
  const text = e.named(module);
  e.stack.push({ type: module.type, text });
  e.placeDeep();
  e.push(ANY, e.called(`${e.helper("importFrom")}(${e.peek().text}, ${e.constant(e.unit.code.names[arg])})`));
};

export const IMPORTS: readonly (readonly [number, Emit])[] = [
  [OP.IMPORT_NAME, importName],
  [OP.IMPORT_FROM, importFrom],
];
