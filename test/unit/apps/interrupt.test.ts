/** Ctrl-C ends what the command runs, also in the middle of built-ins that never return to the event loop. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const TAIPAN = join(fileURLToPath(new URL("../../../dist/", import.meta.url)), "taipan.js");

const ENDLESS: Readonly<Record<string, string>> = {
  "a loop": "while True: pass",
  sleep: "import time; time.sleep(1000)",
  input: "input()",
  "a read": "os.read(0, 1)",
  "a lock": "import threading; l = threading.Lock(); l.acquire(); l.acquire()",
  "a huge power": "while True: (3 ** 20000000) ** 3",
  "a runaway regular expression": "import re; re.match('(a*)*b', 'a' * 60)",
  "a huge sort": "l = [x * 7919 % 3000017 for x in range(3000000)]\nwhile True: sorted(l)",
  "an endless iterator": "import collections, itertools; collections.deque(itertools.count(), maxlen=0)",
  "a huge sum": "sum(range(10 ** 12))",
  "a comparison": "class A:\n  def __eq__(self, other):\n    while True: pass\n[A()].index(1)",
  "a weakref callback": `import gc, os, signal, time, weakref
def callback(_):
  os.kill(os.getpid(), signal.SIGINT)
  for _ in range(1000): pass
class A: pass
a = A()
r = weakref.ref(a, callback)
del a
gc.collect()
time.sleep(1000)`,
};

/** Says when the program has begun, and answers KeyboardInterrupt with status 99. */
function program(source: string): string {
  const body = source.replace(/^/gm, "    ");
  return `import os\nprint("begun", flush=True)\ntry:\n${body}\nexcept KeyboardInterrupt:\n    os._exit(99)\n`;
}

function statusAfterInterrupt(source: string): Promise<number | NodeJS.Signals | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [TAIPAN, "-c", program(source)], { stdio: ["pipe", "pipe", "inherit"] });
    child.stdout.once("data", () => setTimeout(() => child.kill("SIGINT"), 100));
    const tooLong = setTimeout(() => child.kill("SIGKILL"), 60_000);
    child.on("exit", (status, signal) => {
      clearTimeout(tooLong);
      resolve(status ?? signal);
    });
  });
}

test("Ctrl-C", { skip: !existsSync(TAIPAN) && "the command is not built" }, async (t) => {
  for (const [name, source] of Object.entries(ENDLESS)) {
    await t.test(name, async () => assert.equal(await statusAfterInterrupt(source), 99));
  }
});

const ENDS: readonly (readonly [string, NodeJS.Signals | number])[] = [
  ["raise KeyboardInterrupt", "SIGINT"],
  ["import sys, atexit; atexit.register(print, 'at exit'); raise KeyboardInterrupt", "SIGINT"],
  ["import sys\ntry: raise KeyboardInterrupt\nexcept BaseException: sys.exit(130)", 130],
  ["raise ValueError", 1],
];

test("a KeyboardInterrupt that nothing catches ends the process as the signal does", {
  skip: !existsSync(TAIPAN),
}, () => {
  for (const [source, expected] of ENDS) {
    const { status, signal, stdout } = spawnSync(process.execPath, [TAIPAN, "-c", source], { encoding: "utf8" });
    assert.equal(signal ?? status, expected, source);
    assert.equal(stdout, source.includes("atexit") ? "at exit\n" : "");
  }
});

const FULL = `
import signal, socket, sys
here, there = socket.socketpair()
there.setblocking(False)
signal.signal(signal.SIGALRM, lambda *_: None)
try:
    while True: there.send(b"x")
except BlockingIOError: pass
sys.unraisablehook = lambda told: print(told.err_msg, type(told.exc_value).__name__)
for warns in (True, False):
    signal.set_wakeup_fd(there.fileno(), warn_on_full_buffer=warns)
    signal.raise_signal(signal.SIGALRM)
    for _ in range(1000): pass
    print("went on")
`;

test("a signal that finds the wake-up descriptor full", { skip: !existsSync(TAIPAN) }, () => {
  const { stdout } = spawnSync(process.execPath, [TAIPAN, "-c", FULL], { encoding: "utf8" });
  const told = "Exception ignored while trying to write to the signal wakeup fd BlockingIOError";
  assert.equal(stdout, `${told}\nwent on\nwent on\n`);
});
