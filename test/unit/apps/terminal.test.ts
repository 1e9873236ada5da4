/** Modes and sizes of a real terminal, which `script` opens; and what other files answer. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const TAIPAN = fileURLToPath(new URL("../../../dist/taipan.cjs", import.meta.url));
const notBuilt = !existsSync(TAIPAN) && "the command is not built";
const noTerminal = notBuilt || process.platform !== "linux" || (!existsSync("/usr/bin/script") && "no script command");
const folder = mkdtempSync(join(tmpdir(), "taipan-"));
after(() => rmSync(folder, { recursive: true }));

function inTerminal(source: string, input: string): string {
  const file = join(folder, "program.py");
  writeFileSync(file, source);
  const command = `${process.execPath} ${TAIPAN} ${file}`;
  const { stdout } = spawnSync("script", ["-qc", command, "/dev/null"], { input, encoding: "utf8" });
  return stdout.replaceAll("\r\n", "\n");
}

const MODES = `
import os, termios, tty
LOCAL = termios.ECHO | termios.ICANON | termios.ISIG
def say(what):
    print(what, [name for name in ("ECHO", "ICANON", "ISIG") if termios.tcgetattr(0)[3] & getattr(termios, name)])
before = termios.tcgetattr(0)
say("at first")
tty.setcbreak(0)
say("cbreak")
print(termios.tcgetattr(0)[6][termios.VMIN], before[6][termios.VINTR])
tty.setraw(0)
local = termios.tcgetattr(0)[3] & LOCAL
termios.tcsetattr(0, termios.TCSADRAIN, before)
print("raw", local)
say("again")
print(termios.tcgetattr(0) == before)
termios.tcsetwinsize(0, (30, 100))
print(termios.tcgetwinsize(0), os.get_terminal_size(0), os.get_terminal_size(1))
for call in (lambda: termios.tcflush(0, termios.TCIFLUSH), lambda: termios.tcsetattr(0, 9, before)):
    try: call()
    except termios.error as error: print(os.strerror(error.args[0]) == error.args[1], error.args[0])
`;

test("modes and size of a terminal", { skip: noTerminal }, () => {
  const size = "os.terminal_size(columns=100, lines=30)";
  assert.equal(
    inTerminal(MODES, ""),
    `at first ['ECHO', 'ICANON', 'ISIG']
cbreak ['ISIG']
1 b'\\x03'
raw 0
again ['ECHO', 'ICANON', 'ISIG']
True
(30, 100) ${size} ${size}
True 38
True 22
`,
  );
});

test("a password that is asked for is not shown", { skip: noTerminal }, () => {
  const source = `
import getpass, termios
def reading(*args, **options):
    print("echo", bool(termios.tcgetattr(0)[3] & termios.ECHO), "input", bool(termios.tcgetattr(0)[3] & termios.ICANON))
    raise EOFError
getpass._raw_input = reading
try: getpass.getpass()
except EOFError: print("echo", bool(termios.tcgetattr(0)[3] & termios.ECHO))
`;
  assert.equal(inTerminal(source, ""), "echo False input True\necho True\n");
});

test("what is no terminal says so", { skip: notBuilt }, () => {
  const source = `
import os, termios
fd = os.pipe()[0]
for call in (termios.tcgetattr, termios.tcdrain, termios.tcgetwinsize):
    try: call(fd)
    except termios.error as error: print(error)
for wrong in (1, [], [1] * 7):
    try: termios.tcsetattr(fd, 0, wrong)
    except Exception as error: print(type(error).__name__, error)
`;
  const { stdout } = spawnSync(process.execPath, [TAIPAN, "-c", source], { encoding: "utf8" });
  const none = "(25, 'Inappropriate ioctl for device')";
  const list = "TypeError tcsetattr, arg 3: must be 7 element list";
  assert.equal(stdout, `${none}\n${none}\n${none}\n${list}\n${list}\nerror ${none}\n`);
});
