/** Code objects from C. Source: CPython Objects/codeobject.c (PyCode_NewEmpty), Modules/_testcapimodule.c. */
import { CO } from "../../bytecode/codeflags.ts";
import { CodeUnit } from "../../bytecode/codeunit.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import { executableOf } from "../../interpreter/code.ts";
import type { Str } from "../../kernel/str.ts";
import { PyCode } from "../../objects/code.ts";
import { cint, object, str } from "../../objects/converters.ts";
import { fn, posOnly } from "../../objects/declare.ts";
import { typeError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";

export const codeFunctions = {
  code_newempty: fn(
    [posOnly("filename", str), posOnly("funcname", str), posOnly("firstlineno", cint)],
    "PyCode_NewEmpty()",
    newEmpty,
    { signature: null },
  ),
  code_offset_to_line: fn([posOnly("code", object), posOnly("offset", cint)], "PyCode_Addr2Line()", offsetToLine, {
    signature: null,
  }),
};

/** A code object that raises AssertionError. */
function newEmpty(filename: Str, name: Str, firstlineno: number): PyValue {
  const code = Uint8Array.of(...[OPCODE.RESUME, 0, OPCODE.LOAD_COMMON_CONSTANT, 0, OPCODE.RAISE_VARARGS, 1]);
  return new PyCode(
    new CodeUnit({
      argcount: 0,
      posonlyargcount: 0,
      kwonlyargcount: 0,
      stacksize: 1,
      flags: CO.OPTIMIZED,
      code,
      consts: [],
      names: [],
      localsplusnames: [],
      localspluskinds: new Uint8Array(0),
      filename,
      name,
      qualname: name,
      firstlineno,
      // One entry without columns for the three instructions.
      linetable: Uint8Array.of(0x80 | (13 << 3) | 2, 0),
      exceptiontable: new Uint8Array(0),
    }),
  );
}

function offsetToLine(code: PyValue, offset: number): PyValue {
  if (!(code instanceof PyCode)) throw typeError("descriptor requires a code object");
  if (offset < 0) return code.unit.firstlineno;
  const executable = executableOf(code);
  return executable.lineOf(executable.indexOf(offset)) ?? -1;
}
