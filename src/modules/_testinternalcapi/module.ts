/**
 * _testinternalcapi: a look inside for CPython's own tests, which find here the compiler's passes and facts about code objects and
 * instances. Only the command line has it. Source: CPython Modules/_testinternalcapi.c.
 */
import { currentThread } from "../../interpreter/thread.ts";
import { bytesLike } from "../../objects/bytes/bytes-like.ts";
import { trackedObjects } from "../../objects/census.ts";
import { cint, clong, cstring, instanceOf, object, str } from "../../objects/converters.ts";
import { defineModule, fn, param, posOnly } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { dictType } from "../../objects/dict/type.ts";
import { keyError, systemError } from "../../objects/errors.ts";
import { PyInstance, type PyValue } from "../../objects/object.ts";
import { TPFLAGS } from "../../objects/type-object.ts";
import { codeReturnsOnlyNone, getCodeVarCounts, getCoLocalskinds, verifyStatelessCode } from "./code.ts";
import { assembleCodeObject, compilerCleandoc, compilerCodegen, optimizeCfg } from "./compiler.ts";
import { hamtType } from "./hamt.ts";
import { decodeLocale, encodeLocale } from "./locale.ts";
import { newSequence } from "./sequence.ts";

const dict = instanceOf<PyDict>(() => dictType);

export default defineModule({
  name: "_testinternalcapi",
  doc: null,
  functions: {
    compiler_cleandoc: fn([param("doc", str)], "Strip a docstring as the compiler does.", compilerCleandoc),
    compiler_codegen: fn(
      [param("ast", object), param("filename", object), param("optimize", cint), param("compile_mode", cint, 0)],
      "Generate unoptimized instructions for a syntax tree.",
      compilerCodegen,
    ),
    optimize_cfg: fn(
      [param("instructions", object), param("consts", object), param("nlocals", cint)],
      "Optimize a sequence of instructions.",
      optimizeCfg,
    ),
    assemble_code_object: fn(
      [param("filename", object), param("instructions", object), param("metadata", object)],
      "Make a code object of a sequence of instructions.",
      assembleCodeObject,
    ),
    new_instruction_sequence: fn([], "Return an empty sequence of instructions.", newSequence),
    code_returns_only_none: fn([posOnly("code", object)], "Whether no path returns a value.", codeReturnsOnlyNone),
    get_co_localskinds: fn([posOnly("code", object)], "Return the kind of each fast local.", getCoLocalskinds),
    get_code_var_counts: fn(
      [
        param("code", object),
        param("globalnames", object, undefined),
        param("attrnames", object, undefined),
        param("globalsns", dict, undefined),
        param("builtinsns", dict, undefined),
      ],
      "Count the variables of code by kind.",
      getCodeVarCounts,
      { signature: null },
    ),
    verify_stateless_code: fn(
      [
        param("code", object),
        param("globalnames", object, undefined),
        param("globalsns", dict, undefined),
        param("builtinsns", dict, undefined),
      ],
      "Raise ValueError for code that depends on more than its arguments and builtins.",
      verifyStatelessCode,
      { signature: null },
    ),
    DecodeLocaleEx: fn(
      [posOnly("str", bytesLike), posOnly("current_locale", cint, 0), posOnly("errors", cstring, "strict")],
      "_Py_DecodeLocaleEx()",
      decodeLocale,
      { signature: null },
    ),
    dict_getitem_knownhash: fn(
      [posOnly("mp", object), posOnly("key", object), posOnly("hash", clong)],
      "_PyDict_GetItem_KnownHash()",
      getKnownHash,
      { signature: null },
    ),
    EncodeLocaleEx: fn(
      [posOnly("unicode", str), posOnly("current_locale", cint, 0), posOnly("errors", cstring, "strict")],
      "_Py_EncodeLocaleEx()",
      encodeLocale,
      { signature: null },
    ),
    pymem_getallocatorsname: fn([], "Return the name of what allocates memory.", () => "javascript"),
    get_c_recursion_remaining: fn([], "Return how much deeper C code may recur.", recursionRemaining),
    get_recursion_depth: fn([], "Return how deep the current call is nested.", recursionDepth),
    get_tracked_heap_size: fn([], "Return how many objects the collector tracks.", () => trackedObjects()?.length ?? 0),
    has_inline_values: fn(
      [posOnly("obj", object)],
      "Whether the attributes of an instance lie in the instance itself.",
      (obj) => obj instanceof PyInstance && (obj.type.flags & TPFLAGS.INLINE_VALUES) !== 0 && obj.dict === null,
    ),
  },
  types: () => ({ hamt: hamtType }),
  constants: () => ({
    SIZEOF_PYGC_HEAD: 16,
    SIZEOF_MANAGED_PRE_HEADER: 16,
    SIZEOF_PYOBJECT: 16,
    SIZEOF_TIME_T: 8,
    SHARED_KEYS_MAX_SIZE: 30,
    // Executions until an instruction specializes, and until it gives a specialized form up.
    SPECIALIZATION_THRESHOLD: 2,
    SPECIALIZATION_COOLDOWN: 53,
    // Iterations until CPython's own compiler takes a loop over.
    TIER2_THRESHOLD: 4096,
  }),
});

function recursionDepth(): number {
  return currentThread.top?.depth ?? 0;
}

/** CPython measures its stack; here calls of every kind count alike. */
function recursionRemaining(): number {
  return Math.max(0, currentThread.recursionLimit - recursionDepth());
}

/** The hash, which C code passes on to save its computation, is computed here. */
function getKnownHash(mp: PyValue, key: PyValue): PyValue {
  if (!(mp instanceof PyDict)) throw systemError("Objects/dictobject.c:2435: bad argument to internal function");
  const found = mp.get(key);
  if (found === undefined) throw keyError(key);
  return found;
}
