/** Built-ins whose work grows with their operands: programs that do little else are looked at all the same. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import test from "node:test";
import { Python, PythonError } from "../../../src/apps/embed/node.ts";
import { currentThread } from "../../../src/interpreter/thread.ts";
import { interrupt } from "../../../src/kernel/interrupt.ts";

const SIGINT = 2;

const SETUP = `
import array, base64, binascii, collections, copy, hashlib, heapq, json, math, operator, functools, itertools, pickle, re, struct, unicodedata, zlib
n = 300_000; big = 7 ** 100_000; bigger = 7 ** 200_000
x = list(range(n)); y = list(range(n)); t = tuple(x); u = tuple(y); fs = [float(i) for i in x]; ss = [str(i) for i in x]
s = "ab" * n; e = "é" * n; w = "🐍" * n; b = b"ab" * n; b2 = b + b"c"; ba = bytearray(b); c16 = s.encode("utf-16")
d = dict.fromkeys(x); d2 = dict(d); st = set(x); st2 = set(y); fz = frozenset(x)
dq = collections.deque(x); dq2 = collections.deque(y); a = array.array("d", fs); a2 = array.array("d", fs); mv = memoryview(b)
js = json.dumps(x); jd = json.dumps(dict.fromkeys(ss)); pk = pickle.dumps(x); fmt = f"{n}d"; packed = struct.pack(fmt, *fs); z = zlib.compress(b)
`;

/** Expressions, each of which is long work for a built-in. */
const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  lists: [
    "x == y; x < y; x + y; x * 2; x[:]; x[::-1]; x.copy(); x.count(-1); -1 in x; x.index(n - 1); x.reverse()",
    "x.insert(0, 1) or x.pop(1); list(t); sorted(x); [].extend(x); [*x]; repr(x)",
  ],
  tuples: ["t == u; t + u; t * 2; t[1:]; t.count(-1); -1 in t; hash((*t,)); repr(t); tuple(x)"],
  iteration: [
    "max(x); min(x); sum(x); sum(fs); any([0] * n); all(x[1:]); list(zip(x, y)); list(map(str, x)); list(enumerate(x))",
    "list(filter(None, x)); list(reversed(x)); list(range(n)); -1.5 in range(n); sum(itertools.chain(x, y))",
    "list(itertools.islice(x, n)); list(itertools.accumulate(x)); functools.reduce(operator.add, x); operator.countOf(x, 1)",
  ],
  dicts: [
    "d == d2; d.copy(); dict(d); d | d2; d.update(d2); dict.fromkeys(x); dict(zip(x, y)); list(d); list(d.items())",
    "list(d.values()); d.keys() & d2.keys(); d.keys() == d2.keys(); repr(d); d.items() ^ d2.items()",
  ],
  sets: [
    "st == st2; st | st2; st & st2; st - st2; st ^ st2; st <= st2; st.copy(); set(x); set(d); repr(st)",
    "hash(frozenset(x)); st.isdisjoint(set(range(n, 2 * n)))",
  ],
  texts: [
    "s.count('c'); s.find('ac'); s.rfind('c'); s.replace('a', 'bb'); s.split('b'); s.rsplit('b'); s.splitlines(); s.upper()",
    "s.title(); s.swapcase(); e.upper(); e.casefold(); s.isalpha(); e.isprintable(); s[::-1]; ''.join(ss); s.translate({97: 'c'})",
    "s.strip('ab'); s.expandtabs(); repr(s); ascii(e); w == w[:-1] + '🐍'; hash(s + 'c'); s.partition('c'); s.format()",
    "unicodedata.normalize('NFD', e); list(s); (s + 'c').isidentifier()",
  ],
  codecs: [
    "s.encode(); e.encode(); w.encode(); s.encode('utf-16'); e.encode('latin-1'); b.decode(); c16.decode('utf-16')",
    "b.decode('ascii'); b.decode('cp1252'); b.decode('utf-7')",
  ],
  bytes: [
    "b == b2[:-1]; b < b2; b + b2; b * 3; b.count(b'c'); b.find(b'ac'); b.rfind(b'c'); b.replace(b'a', b'bb'); b.split(b'b')",
    "b.splitlines(); b.strip(b'ab'); b.hex(); bytes.fromhex(s); repr(b); b.upper(); b.isalpha(); b.partition(b'c')",
    "hash(b + b'c'); bytes([7] * 500_000); list(b); ba.count(b'c'); ba + b; bytes(ba)",
    "mv == b; mv.tolist(); mv[::2].tobytes()",
  ],
  ints: ["mul", "floordiv", "mod"].map((name) => `list(map(operator.${name}, [bigger] * 5, [big] * 5))`),
  modules: [
    "dq == dq2; dq.copy(); dq.count(-1); -1 in dq; dq.rotate(n // 2); dq.extend(x) or dq.clear() or dq.extend(x); dq.reverse()",
    "a == a2; a + a2; a.tolist(); a.count(-1.0); a.byteswap(); a.reverse(); array.array('d', fs); collections.Counter(s)",
    "struct.pack(fmt, *fs); struct.unpack(fmt, packed); list(struct.iter_unpack('bb', b)); heapq.heapify(x[:])",
    "json.dumps(x); json.loads(js); json.loads(jd); re.findall('a', s); re.sub('a', 'b', s); re.split('a', s)",
    "math.fsum(fs); math.prod(itertools.repeat(1.0, n)); math.sumprod(x, y); zlib.compress(b); zlib.crc32(b2)",
    "binascii.hexlify(b); base64.b64encode(b); base64.b64decode(s); hashlib.md5(b).digest(); hashlib.sha256(b).digest()",
    "pickle.dumps(x); pickle.loads(pk)",
  ],
};

const needsLibrary = { skip: !existsSync("dist/lib.taipan") && "the library is not built" };

/** How often built-ins ask for a look, or take one, during `work`. */
function looks(work: () => void): number {
  const { poll, soon } = interrupt;
  let count = 0;
  interrupt.poll = () => {
    count++;
    poll();
  };
  interrupt.soon = () => {
    count++;
    soon();
  };
  try {
    work();
  } finally {
    interrupt.poll = poll;
    interrupt.soon = soon;
  }
  return count;
}

test("long work asks for looks", needsLibrary, async (t) => {
  const python = new Python();
  python.run(SETUP);
  for (const [kind, lines] of Object.entries(OPERATIONS)) {
    await t.test(kind, () => {
      const silent = lines
        .flatMap((line) => line.split("; "))
        .filter((operation) => looks(() => python.run(`${operation}\n${operation}\nNone`)) === 0);
      assert.deepEqual(silent, []);
    });
  }
});

/** A program that turns out to be fast, so that it may go far between looks, and then is not. */
const FAST = `
x = list(range(100_000)); y = list(x); d = dict.fromkeys(x); s = "ab" * 100_000
def fast(n):
    total = 0
    for i in range(n): total += i
    return total
fast(5_000_000)
def run(work):
    while True:
        work()
        if is_late(): rounds.append(1)
`;

test("limits end loops of long work after few rounds", needsLibrary, async (t) => {
  let time = 1e6;
  let deadline: number | null = null;
  const limits = {
    get time() {
      return time;
    },
  };
  const python = new Python({ limits });
  // Reckoned from the first round: that is later than the run's own deadline, never earlier.
  python.globals.set("is_late", () => {
    deadline ??= performance.now() + time;
    return performance.now() > deadline;
  });
  for (const work of [
    "repr(x)",
    "x == y",
    "x.count(-1)",
    "x[::-1]",
    "d.copy()",
    "sum(x)",
    "s.title()",
    "f'{x}'",
    "-1 in x",
    "'ac' in s",
  ]) {
    await t.test(work, () => {
      time = 1e6;
      python.run(FAST);
      python.run("rounds = []");
      time = 20;
      deadline = null;
      const program = `run(lambda: ${work})`;
      assert.throws(
        () => python.run(program),
        (error) => error instanceof PythonError && error.type === "LimitExceeded",
      );
      time = 1e6;
      assert.ok((python.run("len(rounds)") as number) < 5);
    });
  }
});

/** A Python whose `ring()` is a signal that nobody hastens. */
function ringing(): Python {
  const python = new Python();
  python.globals.set("ring", () => {
    currentThread.interp.pendingSignals.push(SIGINT);
  });
  return python;
}

test("what interrupts long work sees where the program is", needsLibrary, () => {
  const python = ringing();
  python.run(`
import signal
x = list(range(100_000))
seen = []
def handler(number, frame):
    seen.append((frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, sorted(frame.f_locals)))
signal.signal(signal.SIGINT, handler)
def work(rounds, items):
    for i in range(rounds):
        if len(items) > 3: ring()
        total = sum(items)
        last = i
    return total
work(5000, [1, 2, 3])
work(1, x)
`);
  assert.deepEqual(python.run("seen"), [["work", 4, ["i", "items", "last", "rounds", "total"]]]);
});

test("what a look at a jump back raises is caught by the try around the loop", needsLibrary, () => {
  const python = ringing();
  python.run(`
x = list(range(100_000))
def work(rounds, items):
    left = rounds
    try:
        while left > 0:
            left -= 1
            if len(items) > 3: ring()
            total = sum(items)
    except KeyboardInterrupt as error:
        return error.__traceback__.tb_lineno - work.__code__.co_firstlineno
    return total
`);
  assert.equal(python.run("work(2, x)"), 6);
  assert.equal(python.run("work(5000, [1, 2, 3])"), 6);
  assert.equal(python.run("work(2, x)"), 6);
});
