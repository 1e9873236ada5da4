/** Awaitables of an asynchronous generator's methods that nobody awaits are warned of. Source: CPython Objects/genobject.c (_PyErr_WarnUnawaitedAgenMethod). */
import type { Str } from "../../kernel/str.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { warn } from "../../objects/abstract/warn.ts";
import { Estate, type Watched } from "../../objects/finalize.ts";
import { PyObject } from "../../objects/object.ts";
import { objectType } from "../../objects/object-type.ts";
import { currentThread } from "../thread.ts";
import type { PyGenerator } from "./generator.ts";

/** Whether an awaitable has been used, where both it and its estate see it. */
export interface Progress {
  begun: boolean;
}

type Awaitable = PyObject & { readonly generator: PyGenerator; progress: Progress | null };

class NewAwaitable implements Watched {
  youngIndex = -1;
  readonly watched: Awaitable;
  private readonly progress: Progress = { begun: false };
  private readonly method: string;
  constructor(watched: Awaitable, method: string) {
    this.watched = watched;
    watched.progress = this.progress;
    this.method = method;
  }

  leave(): Estate {
    return new AwaitableEstate(this.progress, this.method, this.watched.generator.qualname);
  }
}

class AwaitableEstate extends Estate {
  private readonly progress: Progress;
  private readonly method: string;
  private readonly qualname: Str;
  constructor(progress: Progress, method: string, qualname: Str) {
    super();
    this.progress = progress;
    this.method = method;
    this.qualname = qualname;
  }

  override revive(): PyObject {
    return new PyObject(objectType);
  }

  override finalize(): void {
    if (this.progress.begun) return;
    warn("RuntimeWarning", `coroutine method '${this.method}' of ${reprJs(this.qualname)} was never awaited`);
  }

  override complaint(): string {
    return `Exception ignored while finalizing coroutine method '${this.method}' of ${reprJs(this.qualname)}`;
  }
}

/** Watches the awaitable of a method. */
export function watchAwaitable<T extends Awaitable>(awaitable: T, method: string): T {
  currentThread.interp.estates.watch(new NewAwaitable(awaitable, method));
  return awaitable;
}
