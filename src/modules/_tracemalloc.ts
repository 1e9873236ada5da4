/**
 * _tracemalloc: where memory was allocated. JavaScript's collector does not tell, so tracing can be switched on and off, and finds
 * no allocations. Source: CPython Modules/_tracemalloc.c.
 */
import { cint, object } from "../objects/converters.ts";
import { defineModule, fn, posOnly } from "../objects/declare.ts";
import { valueError } from "../objects/errors.ts";
import { PyList } from "../objects/list/list.ts";
import { machine } from "../objects/machine.ts";
import type { PyValue } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";

interface State {
  tracing: boolean;
  limit: number;
}

function state(): State {
  return machine.interp.state<State>(state, () => ({ tracing: false, limit: 1 }));
}

export default defineModule({
  name: "_tracemalloc",
  doc: "Traces of where memory was allocated.",
  functions: {
    is_tracing: fn([], "Whether memory allocations are traced.", () => state().tracing),
    clear_traces: fn([], "Clear traces of memory blocks.", () => null),
    _get_traces: fn([], "Get traces of all memory blocks.", () => new PyList([])),
    _get_object_traceback: fn(
      [posOnly("obj", object)],
      "Get the traceback where the object was allocated.",
      () => null,
    ),
    start: fn([posOnly("nframe", cint, 1)], "Start tracing memory allocations.", start),
    stop: fn([], "Stop tracing memory allocations.", stop),
    get_traceback_limit: fn([], "Get the maximum number of frames stored in a traceback.", () => state().limit),
    get_tracemalloc_memory: fn([], "Get the memory usage of the tracing itself, in bytes.", () => 0),
    get_traced_memory: fn([], "Get the current and the peak size of traced memory blocks.", () => new PyTuple([0, 0])),
    reset_peak: fn([], "Set the peak size of traced memory blocks to the current size.", () => null),
  },
});

const MAX_FRAMES = 65535;

function start(frames: number): PyValue {
  if (frames < 1 || frames > MAX_FRAMES) throw valueError(`the number of frames must be in range [1; ${MAX_FRAMES}]`);
  const held = state();
  held.tracing = true;
  held.limit = frames;
  return null;
}

function stop(): PyValue {
  state().tracing = false;
  return null;
}
