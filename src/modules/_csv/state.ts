/** What _csv keeps for each interpreter: the registered dialects and the longest field. */
import { PyDict } from "../../objects/dict/dict.ts";
import { machine } from "../../objects/machine.ts";

interface CsvState {
  readonly dialects: PyDict;
  fieldLimit: number;
}

const states: WeakMap<object, CsvState> = new WeakMap();

export function csvState(): CsvState {
  const { interp } = machine;
  let state = states.get(interp);
  if (state === undefined) states.set(interp, (state = { dialects: new PyDict(), fieldLimit: 128 * 1024 }));
  return state;
}
