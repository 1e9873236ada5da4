/**
 * What Taipan asks of the platform it runs on: files, clocks, waiting, streams, processes, entropy.
 *
 * Invariants:
 * - Failures of system calls are `HostError`s with Linux numbers; nothing else is thrown.
 * - A path is a string in which the lone surrogates U+DC80…U+DCFF stand for bytes that are not UTF-8 ("surrogateescape"), in
 *   both directions. It contains no NUL.
 * - File descriptors are numbered as POSIX numbers them (lowest free first; 0, 1 and 2 are the standard streams).
 * - Times are nanoseconds, as `bigint`.
 *
 * Implementations: node/ (the real machine), sandbox/ (everything in memory), browser/ (the sandbox with the page's clock).
 */

export interface Host {
  readonly system: SystemInfo;
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly loop: EventLoop;
  readonly process: ProcessControl;
  readonly net: Network;
  /** The environment of the process. Changes are seen by child processes. */
  readonly env: Map<string, string>;
  /** Cryptographically strong random bytes. */
  getrandom(count: number): Uint8Array;
  /** Runs the JavaScript collector now; absent where programs may not. */
  collectGarbage?(): void;
  /** All living objects that have `prototype` among their prototypes; absent, or undefined, where the heap cannot be searched. */
  instancesOf?(prototype: object): object[] | undefined;
}

/** What the platform is called. `platform` is `sys.platform`, the rest is `os.uname()`. */
export interface SystemInfo {
  readonly platform: string;
  readonly sysname: string;
  readonly nodename: string;
  readonly release: string;
  readonly version: string;
  readonly machine: string;
  /** How many processors this process may use. */
  readonly cpuCount: number;
}

/** A Python int: a `bigint` only beyond the safe integers. */
export type HostInt = number | bigint;

/** The result of `stat`; the names are those of `os.stat_result`. */
export interface Stat {
  readonly st_mode: number;
  readonly st_ino: HostInt;
  readonly st_dev: HostInt;
  readonly st_nlink: number;
  readonly st_uid: number;
  readonly st_gid: number;
  readonly st_size: number;
  readonly st_blksize: number;
  readonly st_blocks: number;
  readonly st_rdev: HostInt;
  readonly st_atime_ns: bigint;
  readonly st_mtime_ns: bigint;
  readonly st_ctime_ns: bigint;
}

/** The result of `statvfs`. */
export interface StatVfs {
  readonly f_bsize: number;
  readonly f_frsize: number;
  readonly f_blocks: HostInt;
  readonly f_bfree: HostInt;
  readonly f_bavail: HostInt;
  readonly f_files: HostInt;
  readonly f_ffree: HostInt;
  readonly f_favail: HostInt;
  readonly f_flag: number;
  readonly f_namemax: number;
}

/** One name in a folder, with its file type (`S_IFREG` …; 0 when only `stat` can tell) and inode number (0 likewise). */
export interface DirEntry {
  readonly name: string;
  readonly type: number;
  readonly ino: HostInt;
}

/** The file system and the file descriptors of the process: synchronous system calls. */
export interface FileSystem extends Descriptors {
  getcwd(): string;
  chdir(path: string): void;
  fchdir(fd: number): void;
  /** Sets the permission bits that new files do not get, and gives the former ones. */
  umask(mask: number): number;

  open(path: string, flags: number, mode?: number): number;
  stat(path: string): Stat;
  lstat(path: string): Stat;
  /** Succeeds or throws, as the system call does; `effective` checks as the effective user. */
  access(path: string, mode: number, effective?: boolean): void;
  /** All names but "." and "..", in no particular order. */
  readdir(path: string): DirEntry[];
  mkdir(path: string, mode?: number): void;
  rmdir(path: string): void;
  unlink(path: string): void;
  rename(from: string, to: string): void;
  link(existing: string, path: string): void;
  symlink(target: string, path: string): void;
  readlink(path: string): string;
  chmod(path: string, mode: number): void;
  chown(path: string, uid: number, gid: number, followLinks?: boolean): void;
  utime(path: string, atime: bigint, mtime: bigint, followLinks?: boolean): void;
  truncate(path: string, size: number): void;
  mkfifo(path: string, mode?: number): void;
  statvfs(path: string): StatVfs;
}

/** What can be done with an open file descriptor. */
export interface Descriptors {
  close(fd: number): void;
  /**
   * Reads into `buffer` from the current position and gives the number of bytes; 0 is the end. Where nothing is there yet, the
   * call blocks if the host can block for that file, else it throws EAGAIN, and `waitReadable` tells when to try again.
   */
  read(fd: number, buffer: Uint8Array): number;
  /** Writes at the current position (at the end for O_APPEND) and gives the number of bytes taken. */
  write(fd: number, data: Uint8Array): number;
  pread(fd: number, buffer: Uint8Array, offset: number): number;
  pwrite(fd: number, data: Uint8Array, offset: number): number;
  lseek(fd: number, offset: number, whence: number): number;
  fstat(fd: number): Stat;
  ftruncate(fd: number, size: number): void;
  fsync(fd: number): void;
  fchmod(fd: number, mode: number): void;
  fchown(fd: number, uid: number, gid: number): void;
  futime(fd: number, atime: bigint, mtime: bigint): void;
  fstatvfs(fd: number): StatVfs;
  /** The names in an open folder. */
  freaddir(fd: number): DirEntry[];
  isatty(fd: number): boolean;
  /** The lowest free descriptor at or above `least` for the same open file (F_DUPFD). */
  dup(fd: number, least?: number): number;
  dup2(fd: number, to: number): void;
  /** A new in-process pipe: the reading and the writing end. */
  pipe(): [number, number];
  /** The open flags (F_GETFL); `setFlags` changes O_APPEND and O_NONBLOCK. */
  getFlags(fd: number): number;
  setFlags(fd: number, flags: number): void;
  getInheritable(fd: number): boolean;
  setInheritable(fd: number, inheritable: boolean): void;
  /** The numbers that are taken, in ascending order. */
  openDescriptors(): number[];
  /** The path that a descriptor was opened with, made absolute: the base of `dir_fd=`. ENOTDIR for what is no folder. */
  folderPath(fd: number): string;
  /** Whether a read or write would succeed (or fail) at once, as `poll`. */
  isReadable(fd: number): boolean;
  isWritable(fd: number): boolean;
  /** Whether what is written finds no reader any more: POLLERR. */
  isBroken(fd: number): boolean;
  /** Whether it can become ready while the host is blocked. */
  readyWhileBlocked(fd: number): boolean;
  /** Settles when a read (write) is worth trying again. */
  waitReadable(fd: number): Promise<void>;
  waitWritable(fd: number): Promise<void>;
  /** Columns and lines of the terminal; ENOTTY for other files. */
  terminalSize(fd: number): [columns: number, lines: number];
  setTerminalSize(fd: number, columns: number, lines: number): void;
  /** The modes of the terminal; ENOTTY for other files. `drains`: they change when what was written has been transmitted. */
  terminalModes(fd: number): TerminalModes;
  setTerminalModes(fd: number, modes: TerminalModes, drains: boolean): void;
}

/** Linux's `struct termios`: flags for input, output, control (the speed among them) and editing, and the control characters. */
export interface TerminalModes {
  readonly flags: number[];
  readonly characters: number[];
}

/** Where a socket is: host and port, or the path of a local one ("" when it has none). */
export type SocketAddress = { readonly host: string; readonly port: number } | { readonly path: string };

/** Sockets, by their descriptors. What would block fails with EAGAIN; `Descriptors` tells when to try again. */
export interface Network {
  socket(family: number, type: number, protocol: number): number;
  socketpair(family: number, type: number, protocol: number): [number, number];
  bindFd(fd: number, address: SocketAddress): void;
  listen(fd: number, backlog: number): void;
  accept(fd: number): [fd: number, peer: SocketAddress];
  connect(fd: number, address: SocketAddress): void;
  getsockname(fd: number): SocketAddress;
  getpeername(fd: number): SocketAddress;
  /** Reads into the buffer; `peek` leaves the data for the next read. */
  receive(fd: number, buffer: Uint8Array, peek: boolean): [count: number, from: SocketAddress | null];
  sendTo(fd: number, data: Uint8Array, address: SocketAddress | null): number;
  shutdown(fd: number, reading: boolean, writing: boolean): void;
  getOption(fd: number, level: number, name: number): number;
  setOption(fd: number, level: number, name: number, value: number): void;
  describe(fd: number): [family: number, type: number, protocol: number];
  /** Numeric addresses of a name; ENOENT when there is none. */
  lookup(name: string): Promise<string[]>;
}

/** All of Python's clocks, in nanoseconds. */
export interface Clock {
  /** Since 1970 (CLOCK_REALTIME). */
  time(): bigint;
  /** Since some moment, never going back (CLOCK_MONOTONIC); also the performance counter. */
  monotonic(): bigint;
  /** Processor time of the process, user and system. */
  process(): bigint;
  /** Seconds east of UTC, and the zone's abbreviation, at a moment in seconds since 1970. */
  localZone(seconds: number): LocalZone;
}

export interface LocalZone {
  readonly offset: number;
  readonly name: string;
  readonly isDst: boolean;
}

/** How the interpreter waits, and how it lets the surrounding program run. */
export interface EventLoop {
  /** Whether `block` works here (a browser's main thread cannot). */
  readonly canBlock: boolean;
  /** Blocks the whole thread for at most that many nanoseconds; what happens to children is heard meanwhile. */
  block(duration: bigint): void;
  /** Settles after that many nanoseconds. */
  sleep(duration: bigint): Promise<void>;
  /** Calls back after that many nanoseconds, and gives a way to cancel it. */
  schedule(duration: bigint, callback: () => void): () => void;
  /** Settles after pending events and input have been handled. */
  yield(): Promise<void>;
}

/** A child process to be started, as `_posixsubprocess.fork_exec` describes it. */
export interface SpawnOptions {
  /** Candidate paths of the executable, tried in order. */
  readonly executables: readonly string[];
  /** The arguments, with the program's name first. */
  readonly args: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  /** This process's descriptors that become 0, 1, 2 of the child; -1 for "as mine". */
  readonly stdio: readonly [number, number, number];
  /** Descriptors from 3 on that the child gets too, under their numbers. */
  readonly passed: readonly number[];
  /** The child's mask of permissions; null for this process's. */
  readonly umask: number | null;
  /** Whether the child leads a session of its own, and so a group of its own. */
  readonly newSession: boolean;
}

/** This process and its children. */
export interface ProcessControl {
  readonly pid: number;
  readonly ppid: number;
  /** The program and its arguments, as the shell gave them to Taipan. */
  readonly argv: readonly string[];
  /** The absolute path of the command that started Taipan, for `sys.executable`; "" when unknown. */
  readonly executable: string;
  getuid(): number;
  geteuid(): number;
  getgid(): number;
  getegid(): number;
  getgroups(): number[];
  /** The group and the session that a process belongs to (0 is this one); ESRCH when there is none. */
  groupAndSession(pid: number): [group: number, session: number];
  /** Ends the process. An embedding host ends only the program, by throwing what its owner catches. */
  exit(status: number): never;
  /** Ends the process by `abort`, as a fatal error does. */
  abort(): never;
  kill(pid: number, signal: number): void;
  /** Calls back when the signal arrives; null restores the system's own reaction, "ignore" ignores it. */
  onSignal(signal: number, handler: ((signal: number) => void) | "ignore" | null): void;
  /** Hands over signals that have come while the event loop had no turn; absent where they cannot be seen. */
  pollSignals?(): void;
  /** Starts a child and gives its process id; EACCES, ENOENT … as `execve`. */
  spawn(options: SpawnOptions): number;
  /** The wait status of a child that has ended (pid 0 when none has); ECHILD when there is none to wait for. */
  waitpid(pid: number): [pid: number, status: number];
  /** Settles when `waitpid` has something new. */
  waitChild(): Promise<void>;
  /** CPU times: user, system, children's user, children's system, elapsed; in seconds. */
  times(): [number, number, number, number, number];
  /** What else it has consumed: the 14 members of getrusage's structure from `ru_maxrss` (in KiB) on. */
  usage(): readonly number[];
  /** The soft and the hard limit of a resource, by Linux's number of it; null where it is unlimited or unknown. */
  limit(resource: number): [soft: number | null, hard: number | null];
  /** The load of the machine over 1, 5, 15 minutes; null when unknown. */
  loadAverage(): [number, number, number] | null;
}
