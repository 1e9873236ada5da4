/**
 * builtins: the table. Source: CPython Python/bltinmodule.c. Functions that run Python code in a loop (`__build_class__`, exec,
 * eval, sorted with a key, min, max, sum …) are activations where a program can be expected to wait inside them.
 */

import { importModuleLevel } from "../../interpreter/import.ts";
import { cint, object, str, truth } from "../../objects/converters.ts";
import { defineModule, fn, kwOnly, param, posOnly, rawFn, varArgs, varKw } from "../../objects/declare.ts";
import { filesystemPath } from "../../objects/fspath.ts";
import { ELLIPSIS_OBJECT, NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import * as attributes from "./attributes.ts";
import { buildClass } from "./build-class.ts";
import * as code from "./code.ts";
import { builtinAiter, builtinAnext, builtinIter, builtinNext } from "./iteration.ts";
import * as numbers from "./numbers.ts";
import { allItems, anyItem, greatestOfItems, leastOfItems, sumOfItems } from "./plain-items.ts";
import { builtinInput, builtinPrint } from "./print.ts";
import * as reductions from "./reductions.ts";
import { builtinTypes } from "./types.ts";

const NONE = "<unrepresentable>";

export default defineModule({
  name: "builtins",
  doc: "Built-in functions, types, exceptions, and other objects.\n\nThis module gives direct access to every identifier that Python code sees without importing.",
  functions: {
    __build_class__: fn([varArgs("args"), varKw("kwds")], "Internal helper of the class statement.", buildClass, {
      signature: null,
    }),
    __import__: fn(
      [
        param("name", object),
        param("globals", object, null),
        param("locals", object, null),
        param("fromlist", object, null, "()"),
        param("level", cint, 0),
      ],
      "Import a module. The import statement calls this function; programs should call importlib.import_module().",
      importModuleLevel,
    ),
    abs: fn([posOnly("x", object)], "Return the absolute value of the argument.", numbers.builtinAbs),
    all: fn(
      [posOnly("iterable", object)],
      "Whether bool(x) is True for all values of the iterable.",
      reductions.builtinAll,
      { items: allItems },
    ),
    any: fn(
      [posOnly("iterable", object)],
      "Whether bool(x) is True for some value of the iterable.",
      reductions.builtinAny,
      { items: anyItem },
    ),
    aiter: fn([posOnly("async_iterable", object)], "Return the asynchronous iterator of an object.", builtinAiter),
    anext: fn(
      [posOnly("aiterator", object), posOnly("default", object, undefined, NONE)],
      "Return the next item of an async iterator.",
      builtinAnext,
    ),
    ascii: fn([posOnly("obj", object)], "Return an ASCII-only representation of an object.", attributes.builtinAscii),
    bin: fn(
      [posOnly("number", object)],
      "Return the binary representation of an integer.\n\n>>> bin(-10)\n'-0b1010'",
      numbers.builtinBin,
    ),
    breakpoint: fn(
      [varArgs("args"), varKw("kws")],
      "Call sys.breakpointhook() with the same arguments.",
      attributes.builtinBreakpoint,
      { signature: "($module, /, *args, **kws)" },
    ),
    callable: fn([posOnly("obj", object)], "Whether the object can be called.", attributes.builtinCallable),
    chr: fn([posOnly("i", object)], "Return the character of a code point.", numbers.builtinChr),
    compile: fn(
      [
        param("source", object),
        param("filename", filesystemPath),
        param("mode", str),
        param("flags", cint, 0),
        param("dont_inherit", truth, false),
        param("optimize", cint, -1),
        kwOnly("_feature_version", cint, -1),
      ],
      "Compile source into a code object that can be executed by exec() or eval().",
      code.builtinCompile,
    ),
    delattr: fn(
      [posOnly("obj", object), posOnly("name", object)],
      "Delete the named attribute of an object.",
      attributes.builtinDelattr,
    ),
    dir: fn(
      [posOnly("object", object, undefined)],
      "Names in the current scope, or the attributes of an object.",
      attributes.builtinDir,
      { signature: null, varargs: true },
    ),
    divmod: fn([posOnly("x", object), posOnly("y", object)], "Return the tuple (x//y, x%y).", numbers.builtinDivmod),
    eval: fn(
      [posOnly("source", object), param("globals", object, null), param("locals", object, null)],
      "Evaluate an expression in the context of globals and locals.",
      code.builtinEval,
    ),
    exec: fn(
      [
        posOnly("source", object),
        param("globals", object, null),
        param("locals", object, null),
        kwOnly("closure", object, null),
      ],
      "Execute code in the context of globals and locals.",
      code.builtinExec,
    ),
    format: fn(
      [posOnly("value", object), posOnly("format_spec", str, "")],
      "Return type(value).__format__(value, format_spec).",
      attributes.builtinFormat,
    ),
    getattr: fn(
      [posOnly("object", object), posOnly("name", object), posOnly("default", object, undefined)],
      "Get a named attribute of an object; the default when it does not exist.",
      attributes.builtinGetattr,
      { signature: null, varargs: true },
    ),
    globals: fn([], "Return the dictionary of the current scope's global variables.", attributes.builtinGlobals),
    hasattr: fn(
      [posOnly("obj", object), posOnly("name", object)],
      "Whether the object has an attribute with the given name.",
      attributes.builtinHasattr,
    ),
    hash: fn(
      [posOnly("obj", object)],
      "Return the hash value of an object; equal objects have equal hashes.",
      attributes.builtinHash,
    ),
    hex: fn(
      [posOnly("number", object)],
      "Return the hexadecimal representation of an integer.\n\n>>> hex(3735928559)\n'0xdeadbeef'",
      numbers.builtinHex,
    ),
    id: fn([posOnly("obj", object)], "Return the identity of an object.", attributes.builtinId),
    input: fn(
      [posOnly("prompt", object, undefined, "''")],
      "Read a line from standard input, without its newline.",
      builtinInput,
    ),
    isinstance: fn(
      [posOnly("obj", object), posOnly("class_or_tuple", object)],
      "Whether an object is an instance of a class or of a subclass of it.",
      attributes.builtinIsinstance,
    ),
    issubclass: fn(
      [posOnly("cls", object), posOnly("class_or_tuple", object)],
      "Whether a class is another class or derives from it.",
      attributes.builtinIssubclass,
    ),
    iter: fn(
      [posOnly("object", object), posOnly("sentinel", object, undefined)],
      "Get an iterator from an object, or one that calls it until the sentinel.",
      builtinIter,
      { signature: null, varargs: true },
    ),
    len: fn([posOnly("obj", object)], "Return the number of items in a container.", numbers.builtinLen),
    locals: fn([], "Return a dictionary of the current scope's local variables.", attributes.builtinLocals),
    max: rawFn(
      "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\nThe largest of the arguments, or of the items of one iterable; of an empty iterable, the default.",
      reductions.builtinMax,
      { items: greatestOfItems },
    ),
    min: rawFn(
      "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\nThe smallest of the arguments, or of the items of one iterable; of an empty iterable, the default.",
      reductions.builtinMin,
      { items: leastOfItems },
    ),
    next: fn(
      [posOnly("iterator", object), posOnly("default", object, undefined)],
      "Return the next item from an iterator, or the default at its end.",
      builtinNext,
      { signature: null, varargs: true },
    ),
    oct: fn(
      [posOnly("number", object)],
      "Return the octal representation of an integer.\n\n>>> oct(493)\n'0o755'",
      numbers.builtinOct,
    ),
    ord: fn([posOnly("character", object)], "Return the code point of a one-character string.", numbers.builtinOrd),
    pow: fn(
      [param("base", object), param("exp", object), param("mod", object, null)],
      "base**exp, or base**exp % mod.",
      numbers.builtinPow,
    ),
    print: fn(
      [
        varArgs("args"),
        kwOnly("sep", object, " "),
        kwOnly("end", object, "\n", "'\\n'"),
        kwOnly("file", object, null),
        kwOnly("flush", truth, false),
      ],
      "Print the values to a stream, or to sys.stdout by default.",
      builtinPrint,
    ),
    repr: fn(
      [posOnly("obj", object)],
      "Return the canonical string representation of the object.",
      attributes.builtinRepr,
    ),
    round: fn(
      [param("number", object), param("ndigits", object, null)],
      "Round a number to a given precision in decimal digits.",
      numbers.builtinRound,
    ),
    setattr: fn(
      [posOnly("obj", object), posOnly("name", object), posOnly("value", object)],
      "Set the named attribute of an object.",
      attributes.builtinSetattr,
    ),
    sorted: rawFn("Return a new list of all items of an iterable in ascending order.", reductions.builtinSorted, {
      signature: "($module, iterable, /, *, key=None, reverse=False)",
    }),
    sum: fn(
      [posOnly("iterable", object), param("start", object, 0)],
      "Return the sum of the start value and the items of an iterable.",
      reductions.builtinSum,
      { items: sumOfItems },
    ),
    vars: fn(
      [posOnly("object", object, undefined)],
      "Without arguments the same as locals(), with one its __dict__.",
      attributes.builtinVars,
      { signature: null, varargs: true },
    ),
  },
  constants: () => ({
    None: null,
    Ellipsis: ELLIPSIS_OBJECT,
    NotImplemented: NOT_IMPLEMENTED,
    False: false,
    True: true,
    __debug__: true,
  }),
  types: builtinTypes,
});
