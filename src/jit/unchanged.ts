/** A `yield` writes a generator's variables back to its frame; those that nothing in the piece assigns to are there already. */
import type { State } from "./emit/emitter.ts";

const ASSIGNMENT = /(?<![\w$.])([_s]\w*\$?)(?: [-+*]?= |\+\+|--)/g;
const WRITTEN_BACK = /^\s*stack\[base \+ (\d+)\] = (?:(\w+)|new PyFloat\((\w+\$)\));$/;

/** The body without what it would write as it was read; `start` is the state in which it begins. */
export function withoutUnchanged(body: readonly string[], localNames: readonly string[], start: State): string[] {
  const lines = body.join("\n").split("\n");
  const assigned = new Set<string>();
  for (const line of lines) for (const [, name] of line.matchAll(ASSIGNMENT)) assigned.add(name);
  return lines.filter((line) => {
    const found = WRITTEN_BACK.exec(line);
    if (found === null) return true;
    const [, at, plain, raw] = found;
    const slot = Number(at) - localNames.length;
    const name = slot < 0 ? localNames[Number(at)] : `s${slot}`;
    const type = slot < 0 ? start.locals[Number(at)] : start.stack[slot]?.type;
    if (type === undefined || assigned.has(name) || assigned.has(`${name}$`)) return true;
    if (type.kind === "float") return raw !== `${name}$`;
    if (type.kind === "unbound" || type.kind === "null") return plain !== "undefined";
    return plain !== name;
  });
}
