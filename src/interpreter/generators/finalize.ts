/**
 * What becomes of generators that nobody runs to their end: one that is suspended inside `try` or `with` is closed, a
 * coroutine that never began is warned of, an asynchronous generator goes to the event loop's hook. While it has an estate and
 * is not running, a generator is not referred to by its frame. Source: CPython Objects/genobject.c (_PyGen_Finalize).
 */
import type { Str } from "../../kernel/str.ts";
import { strToJs } from "../../kernel/str.ts";
import { lookupAttr } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { warn } from "../../objects/abstract/warn.ts";
import { Estate } from "../../objects/finalize.ts";
import type { PyObject, PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { releaseReferences } from "../../objects/weakref.ts";
import type { Frame } from "../frame.ts";
import type { ThreadState } from "../thread.ts";
import { hasCleanup } from "./cleanup.ts";
import { GEN_CREATED, PyGenerator } from "./generator.ts";
import { generatorClose, settled } from "./methods.ts";

/** The generator that a generator's frame belongs to. */
export function generatorOf({ owner }: Frame): PyGenerator | undefined {
  return owner instanceof GeneratorEstate ? (owner.object?.deref() as PyGenerator | undefined) : (owner as PyGenerator);
}

/** While the generator does not run, the owner of its frame. */
export class GeneratorEstate extends Estate {
  readonly type: PyType;
  private readonly kind: PyGenerator["kind"];
  private readonly frame: Frame;
  private readonly name: Str;
  private readonly qualname: Str;
  private readonly origin: PyValue;
  private readonly finalizer: PyValue;
  state: number;
  constructor(generator: PyGenerator) {
    super();
    this.type = generator.type;
    this.kind = generator.kind;
    this.frame = generator.frame;
    this.name = generator.name;
    this.qualname = generator.qualname;
    this.origin = generator.origin;
    this.finalizer = generator.finalizer;
    this.state = generator.state;
  }

  override revive(): PyObject {
    const equal = new PyGenerator(this.type, this.kind, this.frame, this.name, this.qualname);
    equal.state = this.state;
    if (this.origin !== null) equal.origin = this.origin;
    if (this.kind === "async generator") {
      equal.finalizer = this.finalizer;
      equal.hooksInited = true;
    }
    this.frame.owner = equal;
    return equal;
  }

  override finalize(object: PyObject): void {
    const generator = object as PyGenerator;
    generator.estate = null;
    if (generator.running) return;
    generator.frame.owner = generator;
    if (generator.finished) return;
    if (generator.state === GEN_CREATED) {
      if (generator.kind === "coroutine") warnUnawaited(generator);
      return;
    }
    if (generator.kind === "async generator" && generator.finalizer !== null && !generator.closed) {
      call(generator.finalizer, [generator]);
    } else {
      settled(generatorClose(generator));
    }
  }

  override complaint(object: PyObject): string {
    const doing = (object as PyGenerator).started ? "closing generator" : "finalizing coroutine";
    return `Exception ignored while ${doing} ${reprJs(object)}`;
  }
}

/** _PyErr_WarnUnawaitedCoroutine. */
function warnUnawaited(coroutine: PyGenerator): void {
  const warnings = coroutine.frame.thread.interp.modules.getStr("warnings") ?? null;
  const hook = warnings === null ? undefined : lookupAttr(warnings, "_warn_unawaited_coroutine");
  if (hook !== undefined) call(hook, [coroutine]);
  else warn("RuntimeWarning", `coroutine '${strToJs(coroutine.qualname)}' was never awaited`);
}

/** A generator has been suspended where something is left to be done. */
export function watchSuspended(thread: ThreadState, generator: PyGenerator): void {
  const { frame, estate } = generator;
  if (estate !== null) {
    estate.state = generator.state;
    frame.owner = estate;
  } else if (generator.youngIndex < 0 && needsWatch(generator)) {
    thread.interp.estates.watch(generator);
  }
}

function needsWatch({ frame, finalizer, noted }: PyGenerator): boolean {
  return finalizer !== null || noted !== null || hasCleanup(frame.func, frame.code, frame.pc - 1);
}

/** The generator's estate; from now on its frame does not refer to it while it is suspended. */
export function leaveEstate(generator: PyGenerator): Estate {
  if (generator.noted !== null) releaseReferences(generator, generator.noted);
  const estate = new GeneratorEstate(generator);
  generator.estate = estate;
  if (!generator.running) generator.frame.owner = estate;
  return estate;
}

/** Nothing is left to be done. */
export function settleGenerator(generator: PyGenerator): void {
  const { frame, estate } = generator;
  const { estates } = frame.thread.interp;
  if (generator.youngIndex >= 0) estates.forget(generator);
  if (estate === null) return;
  frame.owner = generator;
  estates.settle(estate);
  generator.estate = null;
}
