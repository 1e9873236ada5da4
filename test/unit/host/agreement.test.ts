/** The file system in memory and the real one get the same calls and must answer alike, error by error. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import * as c from "../../../src/host/constants.ts";
import { HostError } from "../../../src/host/errno.ts";
import type { FileSystem, Stat } from "../../../src/host/host.ts";
import { NodeFileSystem } from "../../../src/host/node/files.ts";
import { SandboxFileSystem } from "../../../src/host/sandbox/files.ts";

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (string: string): Uint8Array => new TextEncoder().encode(string);

/** A file system with helpers that give printable answers. */
interface Subject {
  readonly fs: FileSystem;
  readonly base: string;
  readonly p: (path: string) => string;
  put(path: string, content: string, flags?: number): number;
  get(path: string): string;
  take(fd: number, count: number): string;
  kind(stat: Stat): string;
  names(path: string): string;
}

function subject(fs: FileSystem, base: string): Subject {
  const p = (path: string): string => (path.startsWith("/") || path === "" ? path : `${base}/${path}`);
  const take = (fd: number, count: number): string => {
    const buffer = new Uint8Array(count);
    return text(buffer.subarray(0, fs.read(fd, buffer)));
  };
  return {
    fs,
    base,
    p,
    take,
    put(path, content, flags = c.O_WRONLY | c.O_CREAT | c.O_TRUNC) {
      const fd = fs.open(p(path), flags, 0o666);
      try {
        return fs.write(fd, bytes(content));
      } finally {
        fs.close(fd);
      }
    },
    get(path) {
      const fd = fs.open(p(path), c.O_RDONLY);
      try {
        return take(fd, 1000);
      } finally {
        fs.close(fd);
      }
    },
    kind: (s) =>
      `${s.st_mode.toString(8)} links=${s.st_nlink} size=${(s.st_mode & c.S_IFMT) === c.S_IFDIR ? "-" : s.st_size}`,
    names: (path) =>
      fs
        .readdir(p(path))
        .map((entry) => `${entry.name}:${entry.type.toString(8)}`)
        .sort()
        .join(" "),
  };
}

type Call = (s: Subject) => unknown;

/** Each call's answer, or its error's name, is compared; calls of one scenario build on each other. */
const scenarios: Record<string, Call[]> = {
  "files are created, read, truncated": [
    (s) => s.get("absent"),
    (s) => s.put("a", "hello"),
    (s) => s.get("a"),
    (s) => s.put("a", "by"),
    (s) => s.get("a"),
    (s) => s.put("a", "XYZ", c.O_WRONLY),
    (s) => s.get("a"),
    (s) => s.put("a", "more", c.O_WRONLY | c.O_APPEND),
    (s) => s.get("a"),
    (s) => s.put("a", "new", c.O_WRONLY | c.O_CREAT | c.O_EXCL),
    (s) => s.put("b", "new", c.O_WRONLY),
    (s) => s.put("b/", "new"),
    (s) => s.put("a/", "new"),
    (s) => s.put("a/b", "new"),
    (s) => s.fs.truncate(s.p("a"), 2),
    (s) => s.get("a"),
    (s) => s.fs.truncate(s.p("a"), 5),
    (s) => JSON.stringify(s.get("a")),
    (s) => s.fs.truncate(s.p("a"), -1),
    (s) => s.fs.truncate(s.p("none"), 1),
    (s) => s.fs.truncate(s.base, 1),
    (s) => s.kind(s.fs.stat(s.p("a"))),
    (s) => s.names(""),
    (s) => s.names("."),
    (s) => s.fs.open("", c.O_RDONLY),
    (s) => s.fs.open(s.p("x".repeat(256)), c.O_RDONLY),
    (s) => s.fs.open(s.p("x/".repeat(2500)), c.O_RDONLY),
    (s) => s.fs.open(s.p("ä".repeat(127)), c.O_RDONLY),
    (s) => s.fs.open(s.p("ä".repeat(128)), c.O_RDONLY),
  ],
  "a descriptor has a position, shared by its duplicates": [
    (s) => s.put("a", "0123456789"),
    (s) => {
      const fd = s.fs.open(s.p("a"), c.O_RDWR);
      const other = s.fs.dup(fd);
      const log: unknown[] = [other - fd, s.take(fd, 3), s.take(other, 2), s.fs.lseek(fd, 0, c.SEEK_CUR)];
      log.push(s.fs.lseek(other, -2, c.SEEK_END), s.take(fd, 9), s.take(fd, 9));
      log.push(s.fs.lseek(fd, 1, c.SEEK_SET), s.fs.write(other, bytes("AB")), s.take(fd, 2));
      const buffer = new Uint8Array(4);
      log.push(s.fs.pread(fd, buffer, 0), text(buffer), s.fs.pwrite(fd, bytes("Z"), 9), s.take(fd, 99));
      log.push(
        attempt(() => s.fs.lseek(fd, -1, c.SEEK_SET)),
        attempt(() => s.fs.lseek(fd, 0, 9)),
      );
      log.push(s.fs.lseek(fd, 12, c.SEEK_SET), s.fs.write(fd, bytes("end")), s.fs.fstat(fd).st_size);
      log.push(
        s.fs.ftruncate(fd, 4),
        s.fs.fstat(fd).st_size,
        s.fs.close(fd),
        attempt(() => s.fs.close(fd)),
      );
      log.push(s.fs.lseek(other, 0, c.SEEK_SET), s.take(other, 99), s.fs.dup2(other, fd), s.fs.close(other));
      log.push(s.fs.lseek(fd, 0, c.SEEK_CUR), s.fs.isatty(fd), s.fs.fsync(fd), s.fs.close(fd));
      log.push(
        attempt(() => s.fs.read(fd, buffer)),
        attempt(() => s.fs.fstat(fd)),
        attempt(() => s.fs.dup(fd)),
      );
      return log;
    },
    (s) => {
      const reader = s.fs.open(s.p("a"), c.O_RDONLY);
      const writer = s.fs.open(s.p("a"), c.O_WRONLY);
      const log = [attempt(() => s.fs.write(reader, bytes("x"))), attempt(() => s.fs.read(writer, new Uint8Array(1)))];
      log.push(
        attempt(() => s.fs.ftruncate(reader, 0)),
        attempt(() => s.fs.pread(reader, new Uint8Array(1), -1)),
      );
      s.fs.close(reader);
      s.fs.close(writer);
      return log;
    },
    (s) => {
      const fd = s.fs.open(s.p("a"), c.O_RDWR | c.O_APPEND);
      const log = [
        s.take(fd, 2),
        s.fs.write(fd, bytes("++")),
        s.fs.lseek(fd, 0, c.SEEK_CUR),
        s.fs.lseek(fd, 0, c.SEEK_SET),
        s.take(fd, 99),
      ];
      s.fs.close(fd);
      return log;
    },
  ],
  folders: [
    (s) => s.fs.mkdir(s.p("d")),
    (s) => s.fs.mkdir(s.p("d")),
    (s) => s.fs.mkdir(s.p("d/")),
    (s) => s.fs.mkdir(s.p("e/f")),
    (s) => s.fs.mkdir(s.p("e/")),
    (s) => s.fs.mkdir(""),
    (s) => s.fs.mkdir("/"),
    (s) => s.kind(s.fs.stat(s.p("d"))),
    (s) => s.fs.mkdir(s.p("d/sub")),
    (s) => s.kind(s.fs.stat(s.p("d"))),
    (s) => s.kind(s.fs.stat(s.p("d/sub/.."))),
    (s) => s.kind(s.fs.stat(s.p("d/./sub//"))),
    (s) => s.put("d/file", "x"),
    (s) => s.names("d"),
    (s) => s.fs.rmdir(s.p("d")),
    (s) => s.fs.rmdir(s.p("d/file")),
    (s) => s.fs.rmdir(s.p("d/none")),
    (s) => s.fs.rmdir(s.p("d/sub/.")),
    (s) => s.fs.rmdir(s.p("d/sub/..")),
    (s) => s.fs.rmdir("/"),
    (s) => s.fs.unlink(s.p("d")),
    (s) => s.fs.unlink(s.p("d/file/")),
    (s) => s.fs.unlink(s.p("none")),
    (s) => s.fs.unlink(s.p("d/file")),
    (s) => s.fs.rmdir(s.p("d/sub")),
    (s) => s.fs.rmdir(s.p("d/")),
    (s) => s.fs.stat(s.p("d")),
    (s) => s.names("none"),
    (s) => s.put("f", ""),
    (s) => s.names("f"),
    (s) => s.fs.stat(s.p("f/")),
    (s) => s.fs.stat(s.p("f/x")),
    (s) => s.fs.stat(s.p("f/.")),
    (s) => s.fs.stat(s.p("none/x")),
    (s) => s.fs.open(s.p("f"), c.O_RDONLY | c.O_DIRECTORY),
    (s) => s.put("e", ""),
    (s) => s.put("e", "", c.O_RDWR),
    (s) => s.put("newer", "", c.O_RDONLY | c.O_CREAT | c.O_EXCL),
    (s) => s.fs.chdir(s.p("e")),
    (s) => s.fs.getcwd() === `${s.base}/e`,
    (s) => s.fs.mkdir("inner"),
    (s) => s.names("e"),
    (s) => s.fs.chdir("none"),
    (s) => s.fs.chdir("../f"),
    (s) => s.fs.chdir(s.base),
    (s) => {
      const fd = s.fs.open(s.p("e"), c.O_RDONLY | c.O_DIRECTORY);
      const log = [
        s.fs.folderPath(fd) === s.p("e"),
        s.fs.freaddir(fd).map((entry) => entry.name),
        attempt(() => s.fs.read(fd, new Uint8Array(1))),
      ];
      s.fs.close(fd);
      return log;
    },
  ],
  links: [
    (s) => s.put("a", "content"),
    (s) => s.fs.link(s.p("a"), s.p("hard")),
    (s) => s.kind(s.fs.stat(s.p("hard"))),
    (s) => s.fs.stat(s.p("a")).st_ino === s.fs.stat(s.p("hard")).st_ino,
    (s) => s.fs.link(s.p("a"), s.p("hard")),
    (s) => s.fs.link(s.p("none"), s.p("x")),
    (s) => s.fs.link(s.p("a"), s.p("x/")),
    (s) => s.fs.symlink("a", s.p("soft")),
    (s) => s.fs.readlink(s.p("soft")),
    (s) => s.fs.readlink(s.p("a")),
    (s) => s.fs.readlink(s.p("none")),
    (s) => s.fs.symlink("x", s.p("soft")),
    (s) => s.fs.symlink("", s.p("empty")),
    (s) => s.kind(s.fs.lstat(s.p("soft"))),
    (s) => s.kind(s.fs.stat(s.p("soft"))),
    (s) => s.fs.lstat(s.p("soft/")),
    (s) => s.get("soft"),
    (s) => s.fs.open(s.p("soft"), c.O_RDONLY | c.O_NOFOLLOW),
    (s) => s.fs.open(s.p("soft"), c.O_RDONLY | c.O_NOFOLLOW | c.O_DIRECTORY),
    (s) => s.fs.symlink("missing", s.p("dangling")),
    (s) => s.get("dangling"),
    (s) => s.put("dangling", "made", c.O_WRONLY | c.O_CREAT | c.O_EXCL),
    (s) => s.put("dangling", "made"),
    (s) => s.get("missing"),
    (s) => s.fs.symlink("loop", s.p("loop")),
    (s) => s.get("loop"),
    (s) => s.fs.stat(s.p("loop/x")),
    (s) => s.kind(s.fs.lstat(s.p("loop"))),
    (s) => s.fs.mkdir(s.p("d")),
    (s) => s.fs.symlink("d", s.p("dl")),
    (s) => s.put("dl/inside", "1"),
    (s) => s.names("dl"),
    (s) => s.kind(s.fs.lstat(s.p("dl/"))),
    (s) => s.fs.rmdir(s.p("dl")),
    (s) => s.fs.mkdir(s.p("dl")),
    (s) => s.fs.symlink("../a", s.p("d/up")),
    (s) => s.get("d/up"),
    (s) => s.get("dl/../a"),
    (s) => s.fs.link(s.p("soft"), s.p("softer")),
    (s) => s.fs.readlink(s.p("softer")),
    (s) => s.fs.unlink(s.p("a")),
    (s) => s.get("hard"),
    (s) => s.get("soft"),
    (s) => s.names(""),
  ],
  rename: [
    (s) => s.put("a", "A"),
    (s) => s.put("b", "B"),
    (s) => s.fs.rename(s.p("a"), s.p("b")),
    (s) => s.get("b"),
    (s) => s.get("a"),
    (s) => s.fs.rename(s.p("none"), s.p("b")),
    (s) => s.fs.rename(s.p("b"), s.p("no/b")),
    (s) => s.fs.mkdir(s.p("d")),
    (s) => s.fs.mkdir(s.p("d/e")),
    (s) => s.fs.mkdir(s.p("f")),
    (s) => s.fs.rename(s.p("b"), s.p("d")),
    (s) => s.fs.rename(s.p("d"), s.p("b")),
    (s) => s.fs.rename(s.p("d"), s.p("d/e/x")),
    (s) => s.fs.rename(s.p("d/e"), s.p("d")),
    (s) => s.fs.rename(s.p("f"), s.p("d")),
    (s) => s.fs.rename(s.p("d"), s.p("f")),
    (s) => s.names(""),
    (s) => s.names("f"),
    (s) => s.kind(s.fs.stat(s.p("f"))),
    (s) => s.fs.rename(s.p("f/"), s.p("g/")),
    (s) => s.fs.rename(s.p("b"), s.p("h/")),
    (s) => s.fs.rename(s.p("b/"), s.p("h")),
    (s) => s.fs.rename(s.p("g/."), s.p("h")),
    (s) => s.fs.link(s.p("b"), s.p("b2")),
    (s) => s.fs.rename(s.p("b"), s.p("b2")),
    (s) => s.names(""),
    (s) => s.fs.symlink("b", s.p("l")),
    (s) => s.fs.rename(s.p("l"), s.p("m")),
    (s) => s.fs.readlink(s.p("m")),
    (s) => s.fs.rename(s.p("b2"), s.p("m")),
    (s) => s.kind(s.fs.lstat(s.p("m"))),
    (s) => s.fs.rename(s.p("g"), s.p("g")),
    (s) => s.fs.rename(s.p("g/e"), s.p("e2")),
    (s) => s.kind(s.fs.stat(s.base)),
  ],
  "modes, times and the mask": [
    (s) => s.fs.umask(0o027).toString(8),
    (s) => s.put("a", ""),
    (s) => s.kind(s.fs.stat(s.p("a"))),
    (s) => s.fs.mkdir(s.p("d"), 0o777),
    (s) => s.kind(s.fs.stat(s.p("d"))),
    (s) => s.fs.umask(0o022).toString(8),
    (s) => s.fs.chmod(s.p("a"), 0o4751),
    (s) => s.kind(s.fs.stat(s.p("a"))),
    (s) => s.fs.chmod(s.p("none"), 0o600),
    (s) => s.fs.utime(s.p("a"), 1_000_000_000n, 1_234_500_000_000n),
    (s) => `${s.fs.stat(s.p("a")).st_atime_ns} ${s.fs.stat(s.p("a")).st_mtime_ns}`,
    (s) => s.fs.symlink("a", s.p("l")),
    (s) => s.fs.utime(s.p("l"), 5_000_000_000n, 6_000_000_000n, false),
    (s) => `${s.fs.lstat(s.p("l")).st_mtime_ns} ${s.fs.stat(s.p("l")).st_mtime_ns}`,
    (s) => s.fs.access(s.p("a"), c.F_OK),
    (s) => s.fs.access(s.p("none"), c.F_OK),
    (s) => s.fs.access(s.p("a"), c.R_OK | c.W_OK | c.X_OK),
    (s) => s.fs.chmod(s.p("a"), 0o600),
    (s) => s.fs.access(s.p("a"), c.X_OK),
    (s) => s.fs.access(s.p("a/x"), c.F_OK),
    (s) => {
      const fd = s.fs.open(s.p("a"), c.O_RDWR);
      s.fs.fchmod(fd, 0o640);
      s.fs.futime(fd, 7_000_000_000n, 8_000_000_000n);
      const log = [s.kind(s.fs.fstat(fd)), `${s.fs.fstat(fd).st_mtime_ns}`];
      s.fs.close(fd);
      return log;
    },
  ],
  "a file lives on without a name": [
    (s) => s.put("a", "still here"),
    (s) => {
      const fd = s.fs.open(s.p("a"), c.O_RDWR);
      s.fs.unlink(s.p("a"));
      const log: unknown[] = [attempt(() => s.fs.stat(s.p("a"))), s.fs.fstat(fd).st_nlink, s.take(fd, 5)];
      log.push(s.put("a", "another"), s.take(fd, 99), s.fs.fstat(fd).st_ino !== s.fs.stat(s.p("a")).st_ino);
      s.fs.close(fd);
      return log;
    },
    (s) => s.get("a"),
  ],
  pipes: [
    (s) => {
      const [r, w] = s.fs.pipe();
      const log: unknown[] = [
        w - r,
        attempt(() => s.fs.read(r, new Uint8Array(1))),
        s.fs.isReadable(r),
        s.fs.isWritable(w),
      ];
      log.push(s.fs.write(w, bytes("through")), s.fs.isReadable(r), s.take(r, 3), s.take(r, 9));
      log.push(
        attempt(() => s.fs.lseek(r, 0, 0)),
        attempt(() => s.fs.write(r, bytes("x"))),
        attempt(() => s.fs.read(w, new Uint8Array(1))),
      );
      log.push(s.fs.write(w, bytes("last")), s.fs.close(w), s.take(r, 9), s.take(r, 9), s.fs.close(r));
      const [r2, w2] = s.fs.pipe();
      log.push(
        r2 === r,
        s.fs.close(r2),
        attempt(() => s.fs.write(w2, bytes("x"))),
        s.fs.close(w2),
      );
      return log;
    },
  ],
};

function attempt(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (error instanceof HostError) return error.code;
    throw error;
  }
}

for (const [name, calls] of Object.entries(scenarios)) {
  test(name, () => {
    const folder = mkdtempSync(join(tmpdir(), "taipan-host-"));
    const cwd = process.cwd();
    try {
      const real = subject(new NodeFileSystem(), folder);
      const memory = new SandboxFileSystem({
        uid: process.getuid?.() ?? 1000,
        gid: process.getgid?.() ?? 1000,
        capacity: 2 ** 24,
        now: () => BigInt(Date.now()) * 1_000_000n,
      });
      memory.asRoot(() => {
        memory.mkdir("/base", 0o700);
        memory.chown("/base", process.getuid?.() ?? 1000, process.getgid?.() ?? 1000);
      });
      for (let fd = 0; fd < 3; fd++) memory.install((real.fs as NodeFileSystem).file(fd));
      const mine = subject(memory, "/base");
      calls.forEach((call, step) => {
        assert.deepEqual(
          attempt(() => call(mine)),
          attempt(() => call(real)),
          `step ${step + 1}: ${call}`,
        );
      });
    } finally {
      process.chdir(cwd);
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
