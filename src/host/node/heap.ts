/** Looks into the heap with V8's own tools: the collector on demand, and the debugger's search for objects, in this process. */
import type { Session } from "node:inspector";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { inspector } from "./builtin.ts";

let gc: (() => void) | null = null;

/** `gc` is made visible by a V8 flag that may be set late. */
export function collectGarbage(): void {
  if (gc === null) {
    setFlagsFromString("--expose-gc");
    gc = runInNewContext("gc") as () => void;
  }
  gc();
}

/** The one way to hand a value to the debugger, or to get one: a global variable for the moment. */
const EXCHANGE = "__taipan_exchange__";
const globals = globalThis as unknown as Record<string, unknown>;

/** All objects that have `prototype` among their prototypes, after a collection. Undefined where Node has no debugger. */
export function instancesOf(prototype: object): object[] | undefined {
  let session: Session;
  try {
    session = new (inspector().Session)();
    session.connect();
  } catch {
    return undefined;
  }
  try {
    globals[EXCHANGE] = prototype;
    const { result } = ask<{ result: { objectId: string } }>(session, "Runtime.evaluate", { expression: EXCHANGE });
    const { objects } = ask<{ objects: { objectId: string } }>(session, "Runtime.queryObjects", {
      prototypeObjectId: result.objectId,
    });
    ask(session, "Runtime.callFunctionOn", {
      objectId: objects.objectId,
      functionDeclaration: `function () { ${EXCHANGE} = this; }`,
    });
    return globals[EXCHANGE] as object[];
  } finally {
    delete globals[EXCHANGE];
    session.disconnect();
  }
}

/** Sessions of the own process answer before `post` returns. */
function ask<T>(session: Session, method: string, params: Record<string, unknown>): T {
  let answer: T | undefined;
  let failure: Error | null = null;
  session.post(method, params, (error, result) => {
    failure = error;
    answer = result as T;
  });
  if (failure !== null) throw failure;
  return answer!;
}
