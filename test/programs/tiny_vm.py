"""An assembler and a virtual machine with registers, memory, calls and interrupts; programs compute and fault."""

import re
from collections import Counter
from enum import IntEnum


class Op(IntEnum):
    HALT, LOAD, MOV, ADD, SUB, MUL, DIV, JMP, JZ, JLT, CALL, RET, PUSH, POP, STORE, FETCH, OUT, CMP, INC, DEC = range(20)


SHAPES = {"HALT": "", "LOAD": "ri", "MOV": "rr", "ADD": "rr", "SUB": "rr", "MUL": "rr", "DIV": "rr", "JMP": "a", "JZ": "ra", "JLT": "a", "CALL": "a", "RET": "", "PUSH": "r", "POP": "r", "STORE": "rr", "FETCH": "rr", "OUT": "r", "CMP": "rr", "INC": "r", "DEC": "r"}


class AssemblyError(Exception):
    def __init__(self, line, message):
        super().__init__(f"line {line}: {message}")


def assemble(source):
    code, labels, fixups = [], {}, []
    for number, line in enumerate(source.splitlines(), 1):
        line = line.partition(";")[0].strip()
        if match := re.match(r"(\w+):\s*", line):
            if match[1] in labels:
                raise AssemblyError(number, f"duplicate label {match[1]}")
            labels[match[1]] = len(code)
            line = line[match.end() :]
        if not line:
            continue
        name, *operands = re.split(r"[\s,]+", line)
        try:
            op, shape = Op[name.upper()], SHAPES[name.upper()]
        except KeyError:
            raise AssemblyError(number, f"unknown instruction {name}") from None
        if len(operands) != len(shape):
            raise AssemblyError(number, f"{name} takes {len(shape)} operands, not {len(operands)}")
        code.append(int(op))
        for kind, text in zip(shape, operands):
            if kind == "r":
                if not re.fullmatch(r"r[0-7]", text):
                    raise AssemblyError(number, f"bad register {text}")
                code.append(int(text[1]))
            elif kind == "i":
                code.append(int(text, 0))
            else:
                fixups.append((len(code), text, number))
                code.append(0)
    for place, label, number in fixups:
        if label not in labels:
            raise AssemblyError(number, f"undefined label {label}")
        code[place] = labels[label]
    return code


class Fault(Exception):
    pass


class Machine:
    def __init__(self, code, memory=64, budget=100_000):
        self.code, self.memory, self.budget = code, [0] * memory, budget
        self.r, self.pc, self.stack, self.out, self.flag = [0] * 8, 0, [], [], 0
        self.profile = Counter()
        self.handlers = {op: getattr(self, f"do_{op.name.lower()}") for op in Op}

    def run(self):
        steps = 0
        while True:
            try:
                op = Op(self.code[self.pc])
            except (ValueError, IndexError) as error:
                raise Fault(f"bad instruction at {self.pc}") from error
            self.profile[op.name] += 1
            steps += 1
            if steps > self.budget:
                raise Fault("out of budget")
            width = len(SHAPES[op.name])
            operands = self.code[self.pc + 1 : self.pc + 1 + width]
            self.pc += 1 + width
            if op is Op.HALT:
                return steps
            self.handlers[op](*operands)

    def do_halt(self): ...
    def do_load(self, r, i):
        self.r[r] = i

    def do_mov(self, a, b):
        self.r[a] = self.r[b]

    def do_add(self, a, b):
        self.r[a] = self.r[a] + self.r[b] & 0xFFFFFFFF

    def do_sub(self, a, b):
        self.r[a] = self.r[a] - self.r[b] & 0xFFFFFFFF

    def do_mul(self, a, b):
        self.r[a] = self.r[a] * self.r[b] & 0xFFFFFFFF

    def do_div(self, a, b):
        try:
            self.r[a], self.r[b] = divmod(self.r[a], self.r[b])
        except ZeroDivisionError:
            raise Fault(f"division by zero at {self.pc}") from None

    def do_jmp(self, a):
        self.pc = a

    def do_jz(self, r, a):
        if self.r[r] == 0:
            self.pc = a

    def do_jlt(self, a):
        if self.flag < 0:
            self.pc = a

    def do_call(self, a):
        self.do_push(None, self.pc)
        self.pc = a

    def do_ret(self):
        if not self.stack:
            raise Fault("return without call")
        self.pc = self.stack.pop()

    def do_push(self, r, value=None):
        if len(self.stack) >= 100:
            raise Fault("stack overflow")
        self.stack.append(self.r[r] if value is None else value)

    def do_pop(self, r):
        self.r[r] = self.stack.pop()

    def do_store(self, a, b):
        self.memory[self.r[a]] = self.r[b]

    def do_fetch(self, a, b):
        try:
            self.r[a] = self.memory[self.r[b]]
        except IndexError:
            raise Fault(f"no memory at {self.r[b]}") from None

    def do_out(self, r):
        self.out.append(self.r[r])

    def do_cmp(self, a, b):
        self.flag = (self.r[a] > self.r[b]) - (self.r[a] < self.r[b])

    def do_inc(self, r):
        self.r[r] += 1

    def do_dec(self, r):
        self.r[r] -= 1


PROGRAMS = {
    "factorial": "load r0 1\nload r1 10\nloop: mul r0 r1\ndec r1\njz r1 done\njmp loop\ndone: out r0\nhalt",
    "fibonacci": "load r0 12\ncall fib\nout r1\nhalt\nfib: load r2 2\ncmp r0 r2\njlt base\npush r0\ndec r0\ncall fib\npop r0\npush r1\ndec r0\ndec r0\ncall fib\npop r2\nadd r1 r2\nret\nbase: mov r1 r0\nret",
    "sieve": """
        load r0 2           ; candidate
        load r7 50          ; limit
        load r6 1
    next: cmp r0 r7
        jlt body
        halt
    body: fetch r1 r0
        jz r1 prime
        jmp step
    prime: out r0
        mov r2 r0
    mark: add r2 r0
        cmp r2 r7
        jlt cross
        jmp step
    cross: store r2 r6
        jmp mark
    step: inc r0
        jmp next""",
    "gcd": "load r0 1071\nload r1 462\nloop: jz r1 done\nmov r2 r0\nmov r3 r1\ndiv r2 r3\nmov r0 r1\nmov r1 r3\njmp loop\ndone: out r0\nhalt",
    "forever": "x: jmp x",
    "recursion": "f: call f",
    "zero": "load r0 5\nload r1 0\ndiv r0 r1",
    "wild": "load r0 0x7fff\nfetch r1 r0",
    "falls off": "load r0 1",
    "orphan": "ret",
}
for name, source in PROGRAMS.items():
    machine = Machine(assemble(source))
    try:
        steps = machine.run()
    except Fault as fault:
        print(f"{name}: fault {fault} ({type(fault.__cause__).__name__})")
    else:
        print(f"{name}: {machine.out} in {steps} steps, hottest {machine.profile.most_common(2)}")
for bad in ["fly r0", "load r9 1", "load r0", "jmp nowhere", "a: halt\na: halt"]:
    try:
        assemble(bad)
    except AssemblyError as error:
        print(error)
print(assemble("start: load r1 0x10 ; sixteen\njmp start"), Op(3).name, [op.name for op in Op if len(SHAPES[op.name]) == 2])
