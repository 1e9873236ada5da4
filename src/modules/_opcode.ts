/** _opcode: facts about the instruction set, for the opcode and dis modules. Source: CPython Modules/_opcode.c. */
import { INTRINSIC_1_NAMES, INTRINSIC_2_NAMES, NB_OPS, SPECIAL_METHODS } from "../bytecode/opargs.ts";
import * as op from "../bytecode/opcodes.ts";
import { PyCode } from "../objects/code.ts";
import { cint, clong, object } from "../objects/converters.ts";
import { type CallableSpec, defineModule, fn, kwOnly, param, posOnly } from "../objects/declare.ts";
import { runtimeError, typeError, valueError } from "../objects/errors.ts";
import { PyList } from "../objects/list/list.ts";
import type { PyValue } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { typeName } from "../objects/typeof.ts";

export default defineModule({
  name: "_opcode",
  doc: "Opcode support module.",
  functions: {
    stack_effect: fn(
      [posOnly("opcode", cint), posOnly("oparg", object, null), kwOnly("jump", object, null)],
      "Return by how much the instruction changes the depth of the stack.",
      stackEffect,
    ),
    is_valid: predicate("Whether there is such an instruction.", () => true),
    has_arg: withFlag("Whether the instruction uses its argument.", op.HAS_ARG_FLAG),
    has_const: withFlag("Whether the instruction refers to a constant.", op.HAS_CONST_FLAG),
    has_name: withFlag("Whether the instruction refers to a name.", op.HAS_NAME_FLAG),
    has_jump: withFlag("Whether the instruction has a jump target.", op.HAS_JUMP_FLAG),
    has_free: withFlag("Whether the instruction refers to a cell or free variable.", op.HAS_FREE_FLAG),
    has_local: withFlag("Whether the instruction refers to a local variable.", op.HAS_LOCAL_FLAG),
    has_exc: withFlag("Whether the instruction sets up an exception handler.", op.IS_BLOCK_PUSH_FLAG),
    get_specialization_stats: fn([], "Return None: specialization is not counted in this build.", () => null),
    get_nb_ops: fn([], "Return name and symbol of the binary operators, by BINARY_OP's argument.", () => pairs(NB_OPS)),
    get_intrinsic1_descs: fn([], "Return the names of the unary intrinsics.", () => names(INTRINSIC_1_NAMES)),
    get_intrinsic2_descs: fn([], "Return the names of the binary intrinsics.", () => names(INTRINSIC_2_NAMES)),
    get_special_method_names: fn([], "Return the methods that LOAD_SPECIAL looks up.", () => names(SPECIAL_METHODS)),
    get_executor: fn(
      [param("code", object), param("offset", cint)],
      "There are no executors: raises RuntimeError.",
      getExecutor,
    ),
  },
  constants: () => ({ ENABLE_SPECIALIZATION: 1, ENABLE_SPECIALIZATION_FT: 1 }),
});

function predicate(doc: string, test: (opcode: number) => boolean): CallableSpec {
  return fn([param("opcode", cint)], doc, (opcode) => isValid(opcode) && test(opcode));
}

function withFlag(doc: string, flag: number): CallableSpec {
  return predicate(doc, (opcode) => (op.opcodeFlags[opcode] & flag) !== 0);
}

function isValid(opcode: number): boolean {
  return opcode >= 0 && opcode < op.OPCODE_COUNT && op.opcodeValid[opcode] === 1;
}

function stackEffect(opcode: number, opargObject: PyValue, jump: PyValue): PyValue {
  const oparg = opargObject === null ? 0 : Number(BigInt.asIntN(32, BigInt(clong(opargObject))));
  if (jump !== null && typeof jump !== "boolean") throw valueError("stack_effect: jump must be False, True or None");
  // Specialized forms have no effect of their own; instrumented ones and pseudo instructions have.
  const specialized = opcode < op.MIN_INSTRUMENTED_OPCODE && op.opcodeDeopt[opcode] !== opcode;
  if (!isValid(opcode) || specialized || op.numPopped(opcode, oparg) < 0 || op.numPushed(opcode, oparg) < 0) {
    throw valueError("invalid opcode or oparg");
  }
  return op.stackEffect(opcode, oparg, jump !== false);
}

function names(list: readonly string[]): PyValue {
  return new PyList(list.slice());
}

function pairs(list: readonly (readonly [string, string])[]): PyValue {
  return new PyList(list.map(([name, symbol]) => new PyTuple([name, symbol])));
}

function getExecutor(code: PyValue, _offset: number): PyValue {
  if (!(code instanceof PyCode)) throw typeError(`expected a code object, not '${typeName(code)}'`);
  throw runtimeError("Executors are not available in this build");
}
