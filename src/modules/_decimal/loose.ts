/** Argument binding in the words of C's PyArg_ParseTupleAndKeywords where a format gives no function name. */
import { strToJs } from "../../kernel/str.ts";
import { typeError } from "../../objects/errors.ts";
import type { KwNames, PyValue } from "../../objects/object.ts";

export function looseArgs(names: readonly string[], args: PyValue[], kwnames: KwNames): (PyValue | undefined)[] {
  const keywords = kwnames?.length ?? 0;
  const positional = args.length - keywords;
  if (args.length > names.length) {
    const most = names.length === 1 ? "argument" : "arguments";
    throw typeError(`function takes at most ${names.length} ${most} (${args.length} given)`);
  }
  const values: (PyValue | undefined)[] = names.map((_, i) => (i < positional ? args[i] : undefined));
  kwnames?.forEach((key, i) => {
    const name = strToJs(key);
    const at = names.indexOf(name);
    if (at < 0) throw typeError(`this function got an unexpected keyword argument '${name}'`);
    if (at < positional) throw typeError(`argument for function given by name ('${name}') and position (${at + 1})`);
    values[at] = args[positional + i];
  });
  return values;
}
