import assert from "node:assert/strict";
import { test } from "node:test";
import { exceptionEntries, findExceptionEntry } from "../../../src/bytecode/exception-table.ts";
import { codeLines, codePositions, lineOf } from "../../../src/bytecode/location-table.ts";
import { OPCODE } from "../../../src/bytecode/opcodes.ts";
import { assembleCode } from "../../../src/compiler/assemble.ts";
import { CodeUnitMetadata } from "../../../src/compiler/code-unit-metadata.ts";
import { ConstCache } from "../../../src/compiler/const-cache.ts";
import { Instr, Location } from "../../../src/compiler/instruction-sequence.ts";

const { JUMP, NOP, POP_JUMP_IF_TRUE, RETURN_VALUE } = OPCODE;

function assemble(instrs: Instr[], firstlineno = 10) {
  return assembleCode(
    new CodeUnitMetadata("f", firstlineno, new ConstCache()),
    new ConstCache(),
    instrs,
    1,
    0,
    0,
    "f.py",
  );
}

const at = (line: number, col = 0, endCol = 1, endLine = line): Location => new Location(line, endLine, col, endCol);

test("every form of a location entry reads back", () => {
  const locations = [
    at(10, 5, 9),
    at(10, 79, 94),
    at(10, 80, 81),
    at(12, 127, 127),
    at(12, 3, 200),
    at(5, 0, 4, 9),
    new Location(-1, -1, -1, -1),
    new Location(7, 7, -1, -1),
    at(1000, 100000, 2, 5000),
  ];
  const unit = assemble(locations.map((loc) => new Instr(NOP, 0, loc)));
  const read = codePositions(unit.linetable, 10).map((p) => new Location(p.line, p.endLine, p.column, p.endColumn));
  assert.deepEqual(read, locations);
  assert.equal(lineOf(unit.linetable, 10, 6), 12);
  assert.deepEqual(codeLines(unit.linetable, 10)[0], { start: 0, end: 6, line: 10 });
});

test("a location that covers many instructions is split into entries of eight", () => {
  const unit = assemble(Array.from({ length: 20 }, () => new Instr(NOP, 0, at(10))));
  assert.equal(unit.linetable.length, 6);
  assert.equal(codePositions(unit.linetable, 10).length, 20);
});

test("jumps that need an EXTENDED_ARG make others longer", () => {
  const instrs = [new Instr(POP_JUMP_IF_TRUE, 300, at(10)), new Instr(JUMP, 301, at(10))];
  for (let i = 0; i < 298; i++) instrs.push(new Instr(NOP, 0, at(10)));
  instrs.push(new Instr(JUMP, 0, at(10)), new Instr(RETURN_VALUE, 0, at(10)));
  const { code } = assemble(instrs);
  assert.deepEqual([...code.subarray(0, 10)], [69, 1, 103, 44, 0, 0, 69, 1, 77, 45]);
  assert.deepEqual([...code.subarray(-8)], [69, 1, 75, 0x32, 0, 0, 35, 0]);
});

test("neighbouring instructions of one handler share an entry", () => {
  const instrs = Array.from({ length: 100 }, () => new Instr(NOP, 0, at(10)));
  for (let i = 1; i < 80; i++) {
    instrs[i].handlerLabel = i < 70 ? 90 : 95;
    instrs[i].handlerStartDepth = i < 70 ? 1 : 3;
    instrs[i].handlerPreserveLasti = i >= 70;
  }
  const entries = exceptionEntries(assemble(instrs).exceptiontable);
  assert.deepEqual(entries, [
    { start: 2, end: 140, target: 180, depth: 0, lasti: false },
    { start: 140, end: 160, target: 190, depth: 1, lasti: true },
  ]);
  assert.equal(findExceptionEntry(entries, 0), undefined);
  assert.equal(findExceptionEntry(entries, 138), entries[0]);
  assert.equal(findExceptionEntry(entries, 140), entries[1]);
  assert.equal(findExceptionEntry(entries, 160), undefined);
});
