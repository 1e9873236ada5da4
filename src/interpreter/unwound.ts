/** What needs the variables of activations that compiled code runs: the whole thread is unwound before it is done. */

import { waitUntil } from "../objects/machine.ts";
import type { PyValue } from "../objects/object.ts";
import { isHidden } from "./compiled.ts";
import { FrameLocalsProxy } from "./frame-locals-proxy.ts";

/** Gives what `answer` does once all activations have frames; where that cannot be, as things are. For a built-in to return. */
export function whenUnwound(answer: () => PyValue): PyValue {
  let asked = false;
  return waitUntil(() => {
    if (asked) return answer();
    asked = true;
    return undefined;
  });
}

/** An attribute that somebody has got, such as `f_locals`: the same when it can be used. */
export function usable(attribute: PyValue): PyValue {
  if (!(attribute instanceof FrameLocalsProxy) || !isHidden(attribute.frame.frame)) return attribute;
  return whenUnwound(() => attribute);
}
