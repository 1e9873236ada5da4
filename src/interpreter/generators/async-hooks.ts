/** What an event loop is told of asynchronous generators (PEP 525). Source: CPython Objects/genobject.c (async_gen_init_hooks). */
import { call } from "../../objects/abstract/call.ts";
import { endReferences, heldReferences } from "../../objects/weakref.ts";
import { currentThread } from "../thread.ts";
import type { PyGenerator } from "./generator.ts";

/** Calls the hooks of `sys.set_asyncgen_hooks` when the generator is first iterated. */
export function initHooks(self: PyGenerator): void {
  if (self.hooksInited) return;
  self.hooksInited = true;
  const { asyncGenFinalizer, asyncGenFirstIter } = currentThread;
  self.finalizer = asyncGenFinalizer;
  if (asyncGenFirstIter === null) return;
  const noted = heldReferences(self, () => call(asyncGenFirstIter, [self]));
  if (noted.length === 0) return;
  self.noted = noted;
  self.frame.thread.interp.estates.watch(self);
}

/**
 * The generator has ended. CPython loses most of them here; an event loop's set of weak references would keep them until a collection,
 * and the loop would close each of them anew.
 */
export function forgetEnded(generator: PyGenerator): void {
  const { noted } = generator;
  if (noted === null || !generator.finished) return;
  generator.noted = null;
  endReferences(generator, noted);
}
