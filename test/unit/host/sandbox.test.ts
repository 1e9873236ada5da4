/** What a sandbox promises beyond POSIX: permissions for a plain user, limits, streams, and the library inside it. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { Archive, memorySource } from "../../../src/host/archive.ts";
import { webPlatform } from "../../../src/host/browser/platform.ts";
import * as c from "../../../src/host/constants.ts";
import { HostError } from "../../../src/host/errno.ts";
import { inflateRaw } from "../../../src/host/inflate.ts";
import { HostExit, SandboxHost, type SandboxOptions } from "../../../src/host/sandbox/host.ts";
import { askingInput } from "../../../src/host/sandbox/streams.ts";

const bytes = (string: string): Uint8Array => new TextEncoder().encode(string);
const make = (options: SandboxOptions = {}): SandboxHost => new SandboxHost(webPlatform(), options);

function fails(code: string, call: () => unknown): void {
  assert.throws(call, (error) => error instanceof HostError && error.code === code, `expected ${code}`);
}

test("a plain user may change the home folder and /tmp, and nothing else", () => {
  const { fs } = make();
  assert.equal(fs.getcwd(), "/home/user");
  fs.close(fs.open("mine", c.O_CREAT | c.O_WRONLY, 0o666));
  fs.mkdir("/tmp/x");
  fails("EACCES", () => fs.mkdir("/etc"));
  fails("EACCES", () => fs.unlink("/dev/null"));
  fails("EPERM", () => fs.chmod("/usr", 0o777));
  fails("EPERM", () => fs.chown("mine", 0, 0));
  fs.chmod("mine", 0);
  fails("EACCES", () => fs.open("mine", c.O_RDONLY));
  fails("EACCES", () => fs.access("mine", c.R_OK));
  fs.mkdir("closed");
  fs.mkdir("closed/inner");
  fs.chmod("closed", 0o600);
  fails("EACCES", () => fs.stat("closed/inner"));
  assert.deepEqual(
    fs.readdir("closed").map((entry) => entry.name),
    ["inner"],
  );
  fs.chmod("closed", 0o300);
  fails("EACCES", () => fs.readdir("closed"));
});

test("the sticky bit protects other users' files", () => {
  const { fs } = make();
  fs.asRoot(() => fs.close(fs.open("/tmp/roots", c.O_CREAT | c.O_WRONLY, 0o666)));
  fails("EPERM", () => fs.unlink("/tmp/roots"));
  fails("EPERM", () => fs.rename("/tmp/roots", "/tmp/other"));
});

test("files together hold no more than the capacity, and give it back", () => {
  const { fs } = make({ capacity: 10_000 });
  const fd = fs.open("big", c.O_CREAT | c.O_RDWR);
  fs.write(fd, new Uint8Array(8000));
  fails("ENOSPC", () => fs.write(fd, new Uint8Array(8000)));
  fs.unlink("big");
  fails("ENOSPC", () => fs.ftruncate(fd, 12_000));
  fs.close(fd);
  const other = fs.open("other", c.O_CREAT | c.O_WRONLY);
  assert.equal(fs.write(other, new Uint8Array(9000)), 9000);
});

test("devices do what their names say", () => {
  const { fs } = make();
  const buffer = new Uint8Array(4).fill(7);
  const read = (path: string): number => fs.read(fs.open(path, c.O_RDONLY), buffer);
  assert.equal(read("/dev/null"), 0);
  assert.equal(read("/dev/zero"), 4);
  assert.deepEqual([...buffer], [0, 0, 0, 0]);
  assert.equal(read("/dev/urandom"), 4);
  fails("ENOSPC", () => fs.write(fs.open("/dev/full", c.O_WRONLY), buffer));
});

test("streams belong to the owner", async () => {
  const said: string[] = [];
  const pieces = ["first\n", "second\n"];
  const host = make({
    stdin: askingInput(async () => (pieces.length > 0 ? bytes(pieces.shift()!) : null)),
    stdout: (data) => said.push(new TextDecoder().decode(data)),
    terminal: [100, 30],
  });
  const { fs } = host;
  fs.write(1, bytes("hello"));
  fs.write(fs.open("/dev/stdout", c.O_WRONLY), bytes(" again"));
  assert.deepEqual(said, ["hello", " again"]);
  assert.deepEqual(fs.terminalSize(1), [100, 30]);
  const buffer = new Uint8Array(4);
  fails("EAGAIN", () => fs.read(0, buffer));
  let text = "";
  for (;;) {
    await fs.waitReadable(0);
    const count = fs.read(0, buffer);
    if (count === 0) break;
    text += new TextDecoder().decode(buffer.subarray(0, count));
  }
  assert.equal(text, "first\nsecond\n");
});

test("a sandbox has no environment, no other process, and ends by an exception", () => {
  const host = make();
  assert.equal(host.env.size, 0);
  fails("ESRCH", () => host.process.kill(4711, 9));
  fails("EPERM", () => host.process.spawn());
  assert.throws(
    () => host.process.exit(3),
    (error) => error instanceof HostExit && error.status === 3,
  );
  assert.throws(
    () => host.process.kill(1, 15),
    (error) => error instanceof HostExit && error.status === 143,
  );
  const got: number[] = [];
  host.process.onSignal(2, (signal) => got.push(signal));
  host.process.kill(1, 2);
  assert.deepEqual(got, [2]);
});

test("inflate undoes deflate at every level, and notices damage", () => {
  const texts = ["", "a", "abc".repeat(1000), readFileSync(new URL(import.meta.url), "utf8")];
  for (const text of texts) {
    for (const level of [0, 1, 6, 9]) {
      const data = Buffer.from(text);
      assert.deepEqual(Buffer.from(inflateRaw(deflateRawSync(data, { level }), data.length)), data);
    }
  }
  const packed = deflateRawSync(Buffer.from(texts[3]!));
  assert.throws(() => inflateRaw(packed.subarray(0, 100), texts[3]!.length), RangeError);
  assert.throws(() => inflateRaw(packed, 10), RangeError);
});

test("the library is read through the file system", { skip: !existsSync("dist/lib.taipan") }, () => {
  const archive = new Archive(memorySource(readFileSync("dist/lib.taipan")));
  const native = new Archive(memorySource(readFileSync("dist/lib.taipan")), {
    inflate: (packed) => inflateRawSync(packed),
  });
  const { fs } = make();
  fs.mountLibrary("/usr/lib/python3.14", archive);
  const path = "/usr/lib/python3.14/json/decoder.py";
  const { st_size, st_mode } = fs.stat(path);
  assert.equal(st_mode, c.S_IFREG | 0o444);
  const fd = fs.open(path, c.O_RDONLY);
  const buffer = new Uint8Array(st_size + 10);
  assert.equal(fs.read(fd, buffer), st_size);
  assert.deepEqual(Buffer.from(buffer.subarray(0, st_size)), Buffer.from(native.read("json/decoder.py")!));
  assert.equal(fs.lseek(fd, -5, c.SEEK_END), st_size - 5);
  assert.ok(fs.readdir("/usr/lib/python3.14/json/").some(({ name }) => name === "decoder.py"));
  assert.equal(fs.stat("/usr/lib/python3.14/json/../json").st_mode, c.S_IFDIR | 0o555);
  fails("EROFS", () => fs.open(path, c.O_WRONLY));
  fails("ENOENT", () => fs.stat("/usr/lib/python3.14/nonsense.py"));
  for (const name of archive.frozenNames()) assert.equal(archive.frozen(name)!.code()[0]! & 0x7f, 0x63, name);
  const pyc = archive.read("__pycache__/os.cpython-314.pyc")!;
  const header = new DataView(pyc.buffer, pyc.byteOffset, 16);
  assert.equal(header.getUint16(0, true), 3627);
  assert.equal(header.getUint32(8, true), archive.mtime);
  assert.equal(header.getUint32(12, true), archive.size("os.py"));
});
