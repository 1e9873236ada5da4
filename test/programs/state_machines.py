"""State machines three ways: a table, coroutines, and classes that replace themselves; plus a regex-to-DFA compiler."""

from collections import defaultdict
from enum import Enum, auto


class State(Enum):
    LOCKED = auto()
    OPEN = auto()
    BROKEN = auto()


TABLE = {
    (State.LOCKED, "coin"): (State.OPEN, "unlock"),
    (State.LOCKED, "push"): (State.LOCKED, "alarm"),
    (State.OPEN, "push"): (State.LOCKED, "lock"),
    (State.OPEN, "coin"): (State.OPEN, "thanks"),
}


def table_machine(events):
    state = State.LOCKED
    for event in events:
        state, action = TABLE.get((state, event), (State.BROKEN, f"cannot {event} when {state.name.lower()}"))
        yield state.name, action


def csv_machine():
    """A coroutine: send characters, get completed rows."""
    row, field, done = [], [], None
    char = yield
    while True:
        if char == '"':
            while True:
                char = yield
                if char == '"':
                    char = yield
                    if char != '"':
                        break
                field.append(char)
            continue
        if char in (",", "\n", None):
            row.append("".join(field))
            field = []
            if char != ",":
                done, row = row, []
        else:
            field.append(char)
        char = yield done
        done = None


class Light:
    def __init__(self):
        self.__class__, self.log = Red, []

    def tick(self):
        self.log.append(type(self).__name__)
        self.__class__ = self.following


class Red(Light):
    pass


class Green(Light):
    pass


class Yellow(Light):
    pass


Red.following, Green.following, Yellow.following = Green, Yellow, Red


class NFA:
    """Thompson's construction, then subsets, then Moore's minimization."""

    def __init__(self, pattern):
        self.edges, self.count = defaultdict(set), 0
        self.pattern, self.i = pattern, 0
        self.start, self.end = self.alternatives()
        if self.i != len(pattern):
            raise ValueError(f"unexpected {pattern[self.i]!r}")

    def new(self):
        self.count += 1
        return self.count - 1

    def peek(self):
        return self.pattern[self.i] if self.i < len(self.pattern) else ""

    def link(self, a, label, b):
        self.edges[a, label].add(b)

    def alternatives(self):
        start, end = self.new(), self.new()
        while True:
            s, e = self.sequence()
            self.link(start, "", s)
            self.link(e, "", end)
            if self.peek() != "|":
                return start, end
            self.i += 1

    def sequence(self):
        start = end = self.new()
        while self.peek() not in ("", "|", ")"):
            s, e = self.repetition()
            self.link(end, "", s)
            end = e
        return start, end

    def repetition(self):
        s, e = self.atom()
        while self.peek() and self.peek() in "*+?":
            op = self.peek()
            self.i += 1
            start, end = self.new(), self.new()
            self.link(start, "", s)
            self.link(e, "", end)
            if op in "*?":
                self.link(start, "", end)
            if op in "*+":
                self.link(e, "", s)
            s, e = start, end
        return s, e

    def atom(self):
        if self.peek() == "(":
            self.i += 1
            result = self.alternatives()
            if self.peek() != ")":
                raise ValueError("missing )")
            self.i += 1
            return result
        start, end = self.new(), self.new()
        self.link(start, self.peek(), end)
        self.i += 1
        return start, end

    def closure(self, states):
        stack, seen = list(states), set(states)
        while stack:
            for other in self.edges[stack.pop(), ""] - seen:
                seen.add(other)
                stack.append(other)
        return frozenset(seen)

    def dfa(self):
        alphabet = sorted({label for _, label in self.edges if label})
        start = self.closure({self.start})
        numbers, todo, moves = {start: 0}, [start], {}
        for states in todo:
            for label in alphabet:
                target = self.closure(set().union(*(self.edges.get((s, label), set()) for s in states)))
                if target not in numbers:
                    numbers[target] = len(numbers)
                    todo.append(target)
                moves[numbers[states], label] = numbers[target]
        final = {n for states, n in numbers.items() if self.end in states}
        block = {n: int(n in final) for n in numbers.values()}
        while True:
            keys = {n: (block[n], *(block[moves[n, c]] for c in alphabet)) for n in block}
            names = {key: i for i, key in enumerate(dict.fromkeys(keys[n] for n in sorted(keys)))}
            finer = {n: names[keys[n]] for n in keys}
            if len(set(finer.values())) == len(set(block.values())):
                break
            block = finer
        return {(finer[n], c): finer[m] for (n, c), m in moves.items()}, {finer[n] for n in final}, len(set(finer.values()))


for events in (["push", "coin", "coin", "push"], ["coin", "kick", "coin"]):
    print(list(table_machine(events)))
machine = csv_machine()
next(machine)
text = 'a,"b ""quoted"", c",d\n,,\n"multi\nline",x\n'
print([row for char in text if (row := machine.send(char))], machine.send("z"), machine.send(None))
light = Light()
for _ in range(5):
    light.tick()
print(light.log, type(light).__name__, isinstance(light, Light))
for pattern in ["ab", "a|b", "a*b", "(a|b)*abb", "a+b?(c|d)*", "", "((a))"]:
    moves, final, size = NFA(pattern).dfa()
    accepted = []
    for word in ["", "a", "b", "ab", "aab", "abb", "babb", "aabcd", "ccc"]:
        state = 0
        for char in word:
            state = moves.get((state, char))
            if state is None:
                break
        if state in final:
            accepted.append(word)
    print(f"{pattern!r:14} {size} states, accepts {accepted}")
for bad in ["(a", "a)", "a)b"]:
    try:
        NFA(bad)
    except ValueError as error:
        print(bad, error)
