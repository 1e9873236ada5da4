/** Names in the file system: listing, making, renaming, removing, links. Source: CPython Modules/posixmodule.c. */
import { S_IFDIR, S_IFLNK, S_IFREG } from "../../host/constants.ts";
import { HostError } from "../../host/errno.ts";
import type { DirEntry, Stat } from "../../host/host.ts";
import { strFromJs } from "../../kernel/str.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { audit } from "../../objects/audit.ts";
import { object, truth } from "../../objects/converters.ts";
import { defineType, kwOnly, member, method, posOnly, varArgs } from "../../objects/declare.ts";
import { typeError } from "../../objects/errors.ts";
import { genericAlias } from "../../objects/generic-alias.ts";
import { fromHostError, hostCall } from "../../objects/host-call.ts";
import { PyList } from "../../objects/list/list.ts";
import { machine } from "../../objects/machine.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { DEFAULT_DIR_FD, fsEncode, nameFor, type PathArg, resolve } from "./paths.ts";
import { statResult } from "./stat.ts";

const fs = () => machine.interp.host.fs;
const auditFd = (dir: number): number => (dir === DEFAULT_DIR_FD ? -1 : dir);

function entries(path: PathArg): DirEntry[] {
  return hostCall(() => (path.fd >= 0 ? fs().freaddir(path.fd) : fs().readdir(path.text)), path.object ?? undefined);
}

export function listdir(path: PathArg): PyValue {
  audit("os.listdir", path.object);
  return new PyList(entries(path).map(({ name }) => nameFor(name, path.isBytes)));
}

export function scandir(path: PathArg): PyValue {
  audit("os.scandir", path.object);
  return new ScandirIterator(path, entries(path));
}

class ScandirIterator extends PyObject {
  readonly path: PathArg;
  entries: DirEntry[] | null;
  at = 0;
  constructor(path: PathArg, list: DirEntry[]) {
    super(scandirIteratorType);
    this.path = path;
    this.entries = list;
  }
}

export const scandirIteratorType: PyType = defineType<ScandirIterator>({
  name: "posix.ScandirIterator",
  basicsize: 120,
  doc: null,
  flags: ["disallow_instantiation", "heaptype"],
  slots: { tp_iter: (self) => self, tp_iternext: nextEntry },
  methods: {
    __enter__: method([], "", (self: ScandirIterator) => self, { signature: null }),
    __exit__: method([varArgs("args")], "", closeScandir, { signature: null }),
    close: method([], "", closeScandir, { signature: null }),
  },
});

function closeScandir(self: ScandirIterator): PyValue {
  self.entries = null;
  return null;
}

function nextEntry(self: ScandirIterator): PyValue | undefined {
  const list = self.entries;
  if (list === null || self.at >= list.length) {
    self.entries = null;
    return undefined;
  }
  return new PyDirEntry(self.path, list[self.at++]);
}

/** One entry of a folder; `stat` results are kept. */
export class PyDirEntry extends PyObject {
  readonly name: PyValue;
  readonly path: PyValue;
  readonly entry: DirEntry;
  /** For the host. */
  readonly fullPath: string;
  readonly folderFd: number;
  private links: Stat | null = null;
  private target: Stat | null = null;
  constructor(folder: PathArg, entry: DirEntry) {
    super(dirEntryType);
    this.entry = entry;
    this.folderFd = folder.fd;
    this.name = nameFor(entry.name, folder.isBytes);
    const base = folder.object === null ? "." : folder.text;
    const separator = base.endsWith("/") || base === "" ? "" : "/";
    const shown =
      folder.fd >= 0 ? entry.name : folder.object === null ? `./${entry.name}` : `${base}${separator}${entry.name}`;
    this.fullPath = folder.fd >= 0 ? `${fs().folderPath(folder.fd)}/${entry.name}` : shown;
    this.path = nameFor(shown, folder.isBytes);
  }

  lstat(): Stat {
    this.links ??= fs().lstat(this.fullPath);
    return this.links;
  }

  stat(): Stat {
    this.target ??= this.isLink() ? fs().stat(this.fullPath) : this.lstat();
    return this.target;
  }

  isLink(): boolean {
    return this.entry.type !== 0 ? this.entry.type === S_IFLNK : (this.lstat().st_mode & 0o170000) === S_IFLNK;
  }
}

const follow = kwOnly("follow_symlinks", truth, true);

export const dirEntryType: PyType = defineType<PyDirEntry>({
  name: "posix.DirEntry",
  basicsize: 72,
  doc: null,
  flags: ["disallow_instantiation", "heaptype"],
  slots: { tp_repr: (self) => `<DirEntry ${reprJs(self.name)}>` },
  methods: {
    is_dir: method([follow], "Whether the entry is a folder; asked once.", (self: PyDirEntry, links) =>
      isKind(self, links, S_IFDIR),
    ),
    is_file: method([follow], "Whether the entry is a file; asked once.", (self: PyDirEntry, links) =>
      isKind(self, links, S_IFREG),
    ),
    is_symlink: method([], "Whether the entry is a symbolic link; asked once.", (self: PyDirEntry) =>
      quiet(() => self.isLink(), self),
    ),
    is_junction: method([], "Whether the entry is a junction of Windows: never here.", () => false),
    stat: method([follow], "Return what stat() says of the entry; asked once.", (self: PyDirEntry, links) => {
      return hostCall(() => statResult(links ? self.stat() : self.lstat()), self.path);
    }),
    inode: method([], "Return inode of the entry; cached per entry.", (self: PyDirEntry) => {
      return hostCall(() => (self.entry.ino !== 0 ? self.entry.ino : self.lstat().st_ino), self.path);
    }),
    __fspath__: method([], "Return the path for the entry.", (self: PyDirEntry) => self.path),
  },
  classMethods: {
    __class_getitem__: method([posOnly("object", object)], "See PEP 585", (cls: PyValue, key) =>
      genericAlias(cls, key),
    ),
  },
  members: {
    name: member((self: PyDirEntry) => self.name, {
      doc: 'the entry\'s base filename, relative to scandir() "path" argument',
    }),
    path: member((self: PyDirEntry) => self.path, {
      doc: "the folder's path as scandir() got it, joined with the entry's name",
    }),
  },
  getset: {},
});

/** A missing target is an answer, other failures are not. */
function quiet(run: () => boolean, entry: PyDirEntry): boolean {
  try {
    return run();
  } catch (caught) {
    if (caught instanceof HostError && caught.code === "ENOENT") return false;
    throw fromHostError(caught, entry.path);
  }
}

function isKind(self: PyDirEntry, links: boolean, kind: number): PyValue {
  const { type } = self.entry;
  if (type !== 0 && (type !== S_IFLNK || !links)) return type === kind;
  return quiet(() => ((links ? self.stat() : self.lstat()).st_mode & 0o170000) === kind, self);
}

export function getcwd(): PyValue {
  return hostCall(() => strFromJs(fs().getcwd()));
}

export function getcwdb(): PyValue {
  return hostCall(() => fsEncode(strFromJs(fs().getcwd())));
}

export function chdir(path: PathArg): PyValue {
  audit("os.chdir", path.object);
  hostCall(() => (path.fd >= 0 ? fs().fchdir(path.fd) : fs().chdir(path.text)), path.object);
  return null;
}

export function fchdir(fd: number): PyValue {
  audit("os.chdir", fd);
  hostCall(() => fs().fchdir(fd));
  return null;
}

export function mkdir(path: PathArg, mode: number, dir: number): PyValue {
  audit("os.mkdir", path.object, mode, auditFd(dir));
  hostCall(() => fs().mkdir(resolve(path, dir), mode), path.object);
  return null;
}

export function rmdir(path: PathArg, dir: number): PyValue {
  audit("os.rmdir", path.object, auditFd(dir));
  hostCall(() => fs().rmdir(resolve(path, dir)), path.object);
  return null;
}

export function unlink(path: PathArg, dir: number): PyValue {
  audit("os.remove", path.object, auditFd(dir));
  hostCall(() => fs().unlink(resolve(path, dir)), path.object);
  return null;
}

export function rename(from: PathArg, to: PathArg, fromDir: number, toDir: number): PyValue {
  audit("os.rename", from.object, to.object, auditFd(fromDir), auditFd(toDir));
  hostCall(() => fs().rename(resolve(from, fromDir), resolve(to, toDir)), from.object, to.object);
  return null;
}

export function link(from: PathArg, to: PathArg, fromDir: number, toDir: number, _follow: boolean): PyValue {
  audit("os.link", from.object, to.object, auditFd(fromDir), auditFd(toDir));
  hostCall(() => fs().link(resolve(from, fromDir), resolve(to, toDir)), from.object, to.object);
  return null;
}

export function symlink(target: PathArg, path: PathArg, _isFolder: boolean, dir: number): PyValue {
  if (target.isBytes !== path.isBytes) throw typeError("symlink: src and dst must be the same type");
  audit("os.symlink", target.object, path.object, auditFd(dir));
  hostCall(() => fs().symlink(target.text, resolve(path, dir)), target.object, path.object);
  return null;
}

export function readlink(path: PathArg, dir: number): PyValue {
  return hostCall(() => nameFor(fs().readlink(resolve(path, dir)), path.isBytes), path.object);
}

export function mkfifo(path: PathArg, mode: number, dir: number): PyValue {
  hostCall(() => fs().mkfifo(resolve(path, dir), mode)); // CPython does not name the file
  return null;
}
