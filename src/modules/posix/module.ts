/**
 * posix: the table. System calls are the host's; what the host does not have (fork, exec, users) has no function here, so that `os`
 * and the library see the truth by `hasattr`. Source: CPython Modules/posixmodule.c.
 */
import { writableBytes } from "../../objects/bytes/bytes-like.ts";
import { cint, object, ssize, truth } from "../../objects/converters.ts";
import { defineModule, fn, kwOnly, param, posOnly } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { PyExc_OSError } from "../../objects/exceptions/types.ts";
import { fildes } from "../../objects/fildes.ts";
import { PyList } from "../../objects/list/list.ts";
import { posixConstants } from "./constants.ts";
import * as files from "./files.ts";
import * as folders from "./folders.ts";
import { DEFAULT_DIR_FD, dirFd, pathArg } from "./paths.ts";
import * as proc from "./process.ts";
import * as stats from "./stat.ts";
import * as text from "./text.ts";

const path = param("path", pathArg("path"));
const pathOrFd = param("path", pathArg("path", { fd: true }));
const folder = param(
  "path",
  pathArg("path", { fd: true, none: true }),
  { text: ".", fd: -1, object: null, isBytes: false },
  "None",
);
const dir = kwOnly("dir_fd", dirFd, DEFAULT_DIR_FD, "None");
const follow = kwOnly("follow_symlinks", truth, true);
const followUnix = kwOnly("follow_symlinks", truth, true, "(os.name != 'nt')");
const anyFd = param("fd", fildes);
const fd = posOnly("fd", cint);
const status = param("status", cint);
const src = param("src", pathArg("src"));
const dst = param("dst", pathArg("dst"));
const srcDir = kwOnly("src_dir_fd", dirFd, DEFAULT_DIR_FD, "None");
const dstDir = kwOnly("dst_dir_fd", dirFd, DEFAULT_DIR_FD, "None");
const spawnParams = [
  posOnly("path", pathArg("path")),
  posOnly("argv", object),
  posOnly("env", object),
  kwOnly("file_actions", object, null, "()"),
  kwOnly("setsid", truth, false),
] as const;

export default defineModule({
  name: "posix",
  doc: "The operating system's functions that follow the C and POSIX standards.\nProgams use the module os.",
  functions: {
    stat: fn([pathOrFd, dir, follow], "Perform a stat system call on the given path.", stats.stat),
    lstat: fn(
      [path, dir],
      "Perform a stat system call on the given path, without following symbolic links.",
      stats.lstat,
    ),
    fstat: fn([param("fd", cint)], "Perform a stat system call on the given file descriptor.", stats.fstat),
    access: fn(
      [path, param("mode", cint), dir, kwOnly("effective_ids", truth, false), follow],
      "Use the real uid/gid to test for access to a path.",
      stats.access,
    ),
    chmod: fn(
      [pathOrFd, param("mode", cint), dir, followUnix],
      "Change the access permissions of a file.",
      stats.chmod,
    ),
    fchmod: fn(
      [param("fd", cint), param("mode", cint)],
      "Change the access permissions of the file given by file descriptor fd.",
      stats.fchmod,
    ),
    chown: fn(
      [pathOrFd, param("uid", stats.userId), param("gid", stats.userId), dir, follow],
      "Change the owner and group id of path to the numeric uid and gid.",
      stats.chown,
    ),
    fchown: fn(
      [param("fd", cint), param("uid", stats.userId), param("gid", stats.userId)],
      "Change the owner and group id of the file specified by file descriptor.",
      stats.fchown,
    ),
    lchown: fn(
      [path, param("uid", stats.userId), param("gid", stats.userId)],
      "Change the owner and group id of path, without following symbolic links.",
      (p, u, g) => stats.chown(p, u, g, DEFAULT_DIR_FD, false),
    ),
    utime: fn(
      [pathOrFd, param("times", object, null), kwOnly("ns", object, undefined), dir, follow],
      "Set the access and modified time of path.",
      stats.utime,
    ),
    statvfs: fn([pathOrFd], "Perform a statvfs system call on the given path.", stats.statvfs),
    fstatvfs: fn([fd], "Perform an fstatvfs system call on the given fd.", stats.fstatvfs),
    truncate: fn(
      [pathOrFd, param("length", ssize)],
      "Truncate a file, specified by path, to a specific length.",
      stats.truncate,
    ),
    umask: fn(
      [posOnly("mask", cint)],
      "Set which permissions new files do not get; return what was set before.",
      proc.umask,
    ),

    listdir: fn([folder], "Return a list containing the names of the files in the directory.", folders.listdir),
    scandir: fn([folder], "Return an iterator of DirEntry objects for given path.", folders.scandir),
    getcwd: fn([], "Return the path of the current folder.", folders.getcwd),
    getcwdb: fn([], "Return the path of the current folder as bytes.", folders.getcwdb),
    chdir: fn([pathOrFd], "Change the current working directory to the specified path.", folders.chdir),
    fchdir: fn([anyFd], "Change to the directory of the given file descriptor.", folders.fchdir),
    mkdir: fn([path, param("mode", cint, 511), dir], "Create a directory.", folders.mkdir),
    rmdir: fn([path, dir], "Remove a directory.", folders.rmdir),
    unlink: fn([path, dir], "Remove a file (same as remove()).", folders.unlink),
    remove: fn([path, dir], "Remove a file (same as unlink()).", folders.unlink),
    rename: fn([src, dst, srcDir, dstDir], "Rename a file or directory.", folders.rename),
    replace: fn([src, dst, srcDir, dstDir], "Rename a file or directory, overwriting the destination.", folders.rename),
    link: fn([src, dst, srcDir, dstDir, followUnix], "Create a hard link to a file.", folders.link),
    symlink: fn(
      [src, dst, param("target_is_directory", truth, false), dir],
      "Create a symbolic link pointing to src named dst.",
      folders.symlink,
    ),
    readlink: fn(
      [path, dir],
      "Return a string representing the path to which the symbolic link points.",
      folders.readlink,
    ),
    mkfifo: fn([path, param("mode", cint, 438), dir], 'Create a "fifo" (a POSIX named pipe).', folders.mkfifo),

    open: fn(
      [path, param("flags", cint), param("mode", cint, 511), dir],
      "Open a file for low level IO.  Returns a file descriptor (integer).",
      files.open,
    ),
    close: fn([param("fd", cint)], "Close a file descriptor.", files.close),
    closerange: fn(
      [posOnly("fd_low", cint), posOnly("fd_high", cint)],
      "Close every descriptor from fd_low up to, not including, fd_high; failures do not matter.",
      files.closerange,
    ),
    read: fn([fd, posOnly("length", ssize)], "Read at most so many bytes from a descriptor.", files.read),
    readinto: fn(
      [fd, posOnly("buffer", writableBytes)],
      "Read into a buffer object from a file descriptor.",
      files.readinto,
    ),
    write: fn([fd, posOnly("data", object)], "Write a bytes object to a file descriptor.", files.write),
    readv: fn(
      [fd, posOnly("buffers", object)],
      "Read from a file descriptor fd into an iterable of buffers.",
      files.readv,
    ),
    writev: fn(
      [fd, posOnly("buffers", object)],
      "Iterate over buffers, and write the contents of each to a file descriptor.",
      files.writev,
    ),
    pread: fn(
      [fd, posOnly("length", ssize), posOnly("offset", ssize)],
      "Read a number of bytes from a file descriptor starting at a particular offset.",
      files.pread,
    ),
    pwrite: fn(
      [fd, posOnly("buffer", object), posOnly("offset", ssize)],
      "Write bytes to a file descriptor starting at a particular offset.",
      files.pwrite,
    ),
    lseek: fn(
      [fd, posOnly("position", ssize), posOnly("whence", cint)],
      "Set the position of a file descriptor.  Return the new position.",
      files.lseek,
    ),
    dup: fn([fd], "Return a duplicate of a file descriptor.", files.dup),
    dup2: fn(
      [param("fd", cint), param("fd2", cint), param("inheritable", truth, true)],
      "Duplicate file descriptor.",
      files.dup2,
    ),
    pipe: fn([], "Create a pipe.", files.pipe),
    pipe2: fn([posOnly("flags", cint)], "Create a pipe with flags set atomically.", files.pipe2),
    isatty: fn([fd], "Return True if the fd is connected to a terminal.", files.isatty),
    ftruncate: fn([fd, posOnly("length", ssize)], "Cut an open file off, or fill it up, to a length.", files.ftruncate),
    fsync: fn([anyFd], "Force write of fd to disk.", files.fsync),
    fdatasync: fn([anyFd], "Have the file's contents written to the disk, whatever becomes of its times.", files.fsync),
    get_inheritable: fn([fd], "Whether child processes get the descriptor.", files.getInheritable),
    set_inheritable: fn(
      [fd, posOnly("inheritable", cint)],
      "Say whether child processes get the descriptor.",
      files.setInheritable,
    ),
    get_blocking: fn([fd], "Get the blocking mode of the file descriptor.", files.getBlocking),
    set_blocking: fn(
      [fd, posOnly("blocking", truth)],
      "Set the blocking mode of the specified file descriptor.",
      files.setBlocking,
    ),
    get_terminal_size: fn(
      [posOnly("fd", cint, 1, "<unrepresentable>")],
      "Return the size of the terminal window as (columns, lines).",
      files.getTerminalSize,
    ),
    device_encoding: fn(
      [param("fd", cint)],
      "Return a string describing the encoding of a terminal's file descriptor.",
      files.deviceEncoding,
    ),
    ttyname: fn([fd], "Return the name of the terminal device connected to 'fd'.", files.ttyname),
    sendfile: fn(
      [param("out_fd", cint), param("in_fd", cint), param("offset", object), param("count", ssize)],
      "Copy count bytes from file descriptor in_fd to file descriptor out_fd.",
      files.sendfile,
    ),

    putenv: fn(
      [posOnly("name", object), posOnly("value", object)],
      "Change or add an environment variable.",
      proc.putenv,
    ),
    unsetenv: fn([posOnly("name", object)], "Delete an environment variable.", proc.unsetenv),
    _clearenv: fn([], "Clear the environment.", proc.clearenv),
    _create_environ: fn([], "Create the environment dictionary.", proc.environ),
    getpid: fn([], "Return the current process id.", proc.getpid),
    getppid: fn([], "Return the parent's process id.", proc.getppid),
    getuid: fn([], "Return the current process's user id.", proc.getuid),
    geteuid: fn([], "Return the current process's effective user id.", proc.geteuid),
    getgid: fn([], "Return the current process's group id.", proc.getgid),
    getegid: fn([], "Return the current process's effective group id.", proc.getegid),
    getgroups: fn([], "Return list of supplemental group IDs for the process.", proc.getgroups),
    getpgid: fn([param("pid", cint)], "The group of the process with this id; 0 is this one.", proc.getpgid),
    getpgrp: fn([], "The group of this process.", proc.getpgrp),
    getsid: fn([posOnly("pid", cint)], "The session of the process with this id; 0 is this one.", proc.getsid),
    getlogin: fn([], "Return the actual login name.", proc.getlogin),
    ctermid: fn([], "Return the path of the process's terminal.", () => "/dev/tty"),
    _exit: fn([param("status", cint)], "End the process at once: nothing is flushed, nothing is run.", proc.exitNow),
    abort: fn([], "Abort the interpreter immediately.", proc.abort),
    kill: fn([posOnly("pid", cint), posOnly("signal", cint)], "Kill a process with a signal.", proc.kill),
    killpg: fn([posOnly("pgid", cint), posOnly("signal", cint)], "Kill a process group with a signal.", proc.killpg),
    waitpid: fn(
      [posOnly("pid", cint), posOnly("options", cint)],
      "Wait for completion of a given child process.",
      proc.waitpid,
    ),
    wait: fn([], "Wait for completion of a child process.", () => proc.waitpid(-1, 0)),
    system: fn([param("command", object)], "Execute the command in a subshell.", proc.system),
    posix_spawn: fn(spawnParams, "Execute the program specified by path in a new process.", proc.posixSpawn(false)),
    posix_spawnp: fn(
      spawnParams,
      "Execute the program specified by path in a new process, searching it in PATH.",
      proc.posixSpawn(true),
    ),
    times: fn([], "Return a collection containing process timing information.", proc.times),
    sysconf: fn([posOnly("name", object)], "Return a number that describes the system.", proc.sysconf),
    uname: fn([], "Return an object identifying the current operating system.", proc.uname),
    cpu_count: fn([], "Return the number of logical CPUs in the system.", proc.cpuCount),
    sched_getaffinity: fn(
      [posOnly("pid", cint)],
      "Return the affinity of the process identified by pid.",
      proc.schedGetaffinity,
    ),
    sched_yield: fn([], "Voluntarily relinquish the CPU.", () => null),
    getloadavg: fn([], "Return average recent system load information.", proc.getloadavg),
    urandom: fn([posOnly("size", ssize)], "Return random bytes that nobody can foresee.", proc.urandom),
    getrandom: fn([param("size", ssize), param("flags", cint, 0)], "Obtain a series of random bytes.", proc.getrandom),
    strerror: fn([posOnly("code", cint)], "Translate an error code to a message string.", proc.strerror),
    register_at_fork: fn(
      [
        kwOnly("before", object, undefined),
        kwOnly("after_in_child", object, undefined),
        kwOnly("after_in_parent", object, undefined),
      ],
      "Register callables to be called when forking a new process.",
      () => null,
    ),
    WIFEXITED: fn([status], "Whether the process ended by itself.", proc.wifexited),
    WEXITSTATUS: fn([status], "Return the process return code from status.", proc.wexitstatus),
    WIFSIGNALED: fn([status], "Whether a signal ended the process.", proc.wifsignaled),
    WTERMSIG: fn([status], "Return the signal that ended the process.", proc.wtermsig),
    WIFSTOPPED: fn([status], "Whether a signal stopped the process.", proc.wifstopped),
    WSTOPSIG: fn([status], "Return the signal that stopped the process.", proc.wstopsig),
    WIFCONTINUED: fn(
      [status],
      "Return True if a particular process was continued from a job control stop.",
      proc.wifcontinued,
    ),
    WCOREDUMP: fn([posOnly("status", cint)], "Whether the process left a core file.", proc.wcoredump),
    waitstatus_to_exitcode: fn([status], "Convert a wait status to an exit code.", proc.waitstatusToExitcode),

    fspath: fn([param("path", object)], "Return the file system path representation of the object.", text.fspath),
    _path_normpath: fn([param("path", object)], "Return the shortest text for a path.", text.pathNormpath),
    _path_splitroot_ex: fn([param("p", object)], "Split a pathname into drive, root and tail.", text.pathSplitroot),
  },
  types: () => ({
    stat_result: stats.statResultType,
    statvfs_result: stats.statvfsResultType,
    terminal_size: files.terminalSizeType,
    times_result: proc.timesResultType,
    uname_result: proc.unameResultType,
    DirEntry: folders.dirEntryType,
  }),
  constants: () => ({
    ...posixConstants(),
    error: PyExc_OSError,
    environ: proc.environ(),
    _have_functions: new PyList(HAVE.map((name) => `HAVE_${name}`)),
    pathconf_names: new PyDict(),
    confstr_names: new PyDict(),
    sysconf_names: proc.sysconfNames(),
  }),
});

/** Which system calls take descriptors, `dir_fd` or `follow_symlinks`: os.supports_fd and its kin are made from this. */
const HAVE =
  "FACCESSAT FCHDIR FCHMOD FCHMODAT FCHOWN FCHOWNAT FDOPENDIR FSTATAT FSTATVFS FTRUNCATE FUTIMENS LCHOWN LINKAT LSTAT MKDIRAT MKFIFOAT OPENAT READLINKAT RENAMEAT SYMLINKAT UNLINKAT UTIMENSAT".split(
    " ",
  );
