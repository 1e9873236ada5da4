/** Finds the inode for a path in memory, with the checks and errors of Linux's path resolution (path_resolution(7)). */
import { NAME_MAX, PATH_MAX, SYMLINK_MAX, X_OK } from "../constants.ts";
import { HostError } from "../errno.ts";
import { type Inode, utf8Length } from "./inode.ts";

/** Where a path leads: the folder that holds (or would hold) its last name. */
export interface Place {
  readonly folder: Inode;
  /** The last name; "." or ".." or "" (for the root) when the path ends so. */
  readonly name: string;
  /** What the name points to now. */
  readonly inode: Inode | null;
  /** The path ended with a slash, so it must be a folder. */
  readonly slash: boolean;
}

/** What resolution needs to know about the process. */
export interface Walker {
  readonly root: Inode;
  readonly cwd: Inode;
  /** Throws EACCES unless the process may use `inode` in that way. */
  require(inode: Inode, mode: number): void;
}

/** Resolves all of a path but the last name; a last name that is a symbolic link is followed if `follow` says so. */
export function walk(walker: Walker, path: string, follow: boolean): Place {
  if (path === "") throw new HostError("ENOENT");
  if (path.length >= PATH_MAX / 4 && utf8Length(path) >= PATH_MAX) throw new HostError("ENAMETOOLONG");
  return resolve(walker, walker.cwd, path, follow, { links: 0 });
}

/** Resolves a path that must exist. */
export function find(walker: Walker, path: string, follow = true): Inode {
  const place = walk(walker, path, follow);
  if (place.inode === null) throw new HostError("ENOENT");
  if (place.slash && !place.inode.isFolder) throw new HostError("ENOTDIR");
  return place.inode;
}

function resolve(walker: Walker, start: Inode, path: string, follow: boolean, state: { links: number }): Place {
  let folder = path.startsWith("/") ? walker.root : start;
  const names = path.split("/").filter((name) => name !== "");
  const slash = path.endsWith("/") && names.length > 0;
  if (names.length === 0) return { folder: walker.root, name: "", inode: walker.root, slash };
  for (let i = 0; ; i++) {
    const name = names[i]!;
    const last = i === names.length - 1;
    if (!folder.isFolder) throw new HostError("ENOTDIR");
    walker.require(folder, X_OK);
    if (name.length > NAME_MAX / 4 && utf8Length(name) > NAME_MAX) throw new HostError("ENAMETOOLONG");
    let inode = child(folder, name);
    if (inode?.isLink && (!last || follow || slash)) {
      if (++state.links > SYMLINK_MAX) throw new HostError("ELOOP");
      const place = resolve(walker, folder, inode.target, true, state);
      if (last) return { folder: place.folder, name: place.name, inode: place.inode, slash: slash || place.slash };
      inode = place.inode;
    }
    if (last) return { folder, name, inode, slash };
    if (inode === null) throw new HostError("ENOENT");
    folder = inode;
  }
}

function child(folder: Inode, name: string): Inode | null {
  if (name === ".") return folder;
  if (name === "..") return folder.parent ?? folder;
  return folder.entries!.get(name) ?? null;
}

/** The absolute path of a folder; ENOENT when it has been removed. */
export function pathOf(root: Inode, folder: Inode): string {
  let path = "";
  for (let at = folder; at !== root; at = at.parent!) {
    const parent = at.parent;
    let found: string | null = null;
    for (const [name, inode] of parent?.entries ?? []) if (inode === at) found = name;
    if (found === null) throw new HostError("ENOENT");
    path = `/${found}${path}`;
  }
  return path === "" ? "/" : path;
}
