/** InstructionSequence: the compiler's instructions between two passes, as an object. Source: CPython Python/instruction_sequence.c. */
import { HAS_ARG_FLAG, OPCODE_COUNT, opcodeFlags, opcodeValid } from "../../bytecode/opcodes.ts";
import { hasTarget } from "../../compiler/flowgraph/cfg.ts";
import { InstructionSequence, Location } from "../../compiler/instruction-sequence.ts";
import { cint, object } from "../../objects/converters.ts";
import { defineType, method, param } from "../../objects/declare.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { PyList } from "../../objects/list/list.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";

export class PyInstructionSequence extends PyObject {
  readonly seq: InstructionSequence;
  /** Sequences of nested code; null until there is one. */
  nested: PyList | null = null;

  constructor(seq: InstructionSequence) {
    super(sequenceType);
    this.seq = seq;
    if (seq.nested !== undefined) this.nested = new PyList(seq.nested.map((item) => new PyInstructionSequence(item)));
  }
}

export const sequenceType: PyType = defineType<PyInstructionSequence>({
  name: "InstructionSequence",
  doc: "Create a new InstructionSequence object.",
  new: method([], "Create a new InstructionSequence object.", () => newSequence()),
  methods: {
    addop: method(
      [
        param("opcode", cint),
        param("oparg", cint),
        param("lineno", cint),
        param("col_offset", cint),
        param("end_lineno", cint),
        param("end_col_offset", cint),
      ],
      "Append an instruction.",
      addop,
    ),
    new_label: method([], "Return a new label.", (self: PyInstructionSequence) => self.seq.newLabel()),
    use_label: method([param("label", cint)], "Let the label mark the next instruction.", useLabel),
    add_nested: method([param("nested", object)], "Add the sequence of a nested code unit.", addNested),
    get_nested: method([], "Return the sequences of nested code units.", getNested),
    get_instructions: method([], "Return the instructions as tuples, jumps as indices.", getInstructions),
  },
});

export function newSequence(): PyInstructionSequence {
  return new PyInstructionSequence(new InstructionSequence());
}

/** The sequence that an argument holds, its labels replaced by indices, with every jump leading to an instruction. */
export function sequenceOf(value: PyValue): InstructionSequence {
  if (!(value instanceof PyInstructionSequence)) throw valueError("expected an instruction sequence");
  const { seq } = value;
  applyLabels(seq);
  for (const { opcode, oparg } of seq.instrs) {
    if (hasTarget(opcode) && !(oparg >= 0 && oparg < seq.instrs.length)) throw valueError("jump to an unknown label");
  }
  return seq;
}

function applyLabels(seq: InstructionSequence): void {
  seq.applyLabelMap(hasTarget);
}

/** CPython only asserts that the numbers are valid. */
function addop(
  self: PyInstructionSequence,
  opcode: number,
  oparg: number,
  lineno: number,
  col: number,
  endLineno: number,
  endCol: number,
): PyValue {
  if (!(opcode >= 0 && opcode < OPCODE_COUNT && opcodeValid[opcode] === 1)) throw valueError("invalid opcode");
  if (oparg < 0 || oparg >= 2 ** 30) throw valueError("invalid oparg");
  // The arguments' order is lineno, col, end_lineno, end_col, but CPython stores them as lineno, end_lineno, col, end_col.
  self.seq.addop(opcode, oparg, new Location(lineno, col, endLineno, endCol));
  return null;
}

function useLabel(self: PyInstructionSequence, label: number): PyValue {
  if (label < 0 || label > self.seq.instrs.length + 10_000) throw valueError("invalid label");
  self.seq.useLabel(label);
  return null;
}

function addNested(self: PyInstructionSequence, nested: PyValue): PyValue {
  if (!(nested instanceof PyInstructionSequence)) {
    // CPython names the type of the type.
    throw typeError(`expected an instruction sequence, not ${typeName(typeOf(nested))}`);
  }
  self.nested ??= new PyList([]);
  self.nested.items.push(nested);
  return null;
}

function getNested(self: PyInstructionSequence): PyValue {
  return self.nested ?? new PyList([]);
}

function getInstructions(self: PyInstructionSequence): PyValue {
  applyLabels(self.seq);
  return new PyList(
    self.seq.instrs.map(({ opcode, oparg, loc }) => {
      const argument = (opcodeFlags[opcode] & HAS_ARG_FLAG) === 0 ? null : oparg;
      return new PyTuple([opcode, argument, loc.lineno, loc.endLineno, loc.col, loc.endCol]);
    }),
  );
}
