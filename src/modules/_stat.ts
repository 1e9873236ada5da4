/** _stat: file modes. Source: CPython Modules/_stat.c. */
import { index } from "../objects/abstract/number.ts";
import { object } from "../objects/converters.ts";
import { type CallableSpec, defineModule, fn, posOnly } from "../objects/declare.ts";
import { overflowError } from "../objects/errors.ts";
import type { PyValue } from "../objects/object.ts";

const TYPES: Readonly<Record<string, number>> = {
  S_IFDIR: 0o040000,
  S_IFCHR: 0o020000,
  S_IFBLK: 0o060000,
  S_IFREG: 0o100000,
  S_IFIFO: 0o010000,
  S_IFLNK: 0o120000,
  S_IFSOCK: 0o140000,
  S_IFDOOR: 0,
  S_IFPORT: 0,
  S_IFWHT: 0,
};

const OTHERS: Readonly<Record<string, number>> = {
  S_ISUID: 0o4000,
  S_ISGID: 0o2000,
  S_ISVTX: 0o1000,
  S_ENFMT: 0o2000,
  S_IREAD: 0o400,
  S_IWRITE: 0o200,
  S_IEXEC: 0o100,
  S_IRWXU: 0o700,
  S_IRUSR: 0o400,
  S_IWUSR: 0o200,
  S_IXUSR: 0o100,
  S_IRWXG: 0o070,
  S_IRGRP: 0o040,
  S_IWGRP: 0o020,
  S_IXGRP: 0o010,
  S_IRWXO: 0o007,
  S_IROTH: 0o004,
  S_IWOTH: 0o002,
  S_IXOTH: 0o001,
  UF_SETTABLE: 0xffff,
  UF_NODUMP: 1,
  UF_IMMUTABLE: 2,
  UF_APPEND: 4,
  UF_OPAQUE: 8,
  UF_NOUNLINK: 16,
  UF_COMPRESSED: 32,
  UF_TRACKED: 64,
  UF_DATAVAULT: 128,
  UF_HIDDEN: 0x8000,
  SF_SETTABLE: 0x3fff0000,
  SF_ARCHIVED: 0x10000,
  SF_IMMUTABLE: 0x20000,
  SF_APPEND: 0x40000,
  SF_RESTRICTED: 0x80000,
  SF_NOUNLINK: 0x100000,
  SF_SNAPSHOT: 0x200000,
  SF_FIRMLINK: 0x800000,
  SF_DATALESS: 0x40000000,
  SF_SUPPORTED: 0x9f0000,
  SF_SYNTHETIC: 0xc0000000,
  ST_MODE: 0,
  ST_INO: 1,
  ST_DEV: 2,
  ST_NLINK: 3,
  ST_UID: 4,
  ST_GID: 5,
  ST_SIZE: 6,
  ST_ATIME: 7,
  ST_MTIME: 8,
  ST_CTIME: 9,
};

const FORMAT_MASK = 0o170000;

function mode(value: PyValue): number {
  const int = index(value);
  if (int < 0 || int > 0xffffffff) {
    throw overflowError(int < 0 ? "can't convert negative value to unsigned int" : "mode out of range");
  }
  return Number(int);
}

/** `S_ISDIR` and the like. */
function isType(name: string, what: string): CallableSpec {
  const type = TYPES[name.replace("S_IS", "S_IF").replace("S_IFFIFO", "S_IFIFO")];
  return fn(
    [posOnly("mode", object)],
    `Whether the mode is that of ${what}.`,
    (value) => (mode(value) & FORMAT_MASK) === type && type !== 0,
    { signature: null },
  );
}

export default defineModule({
  name: "_stat",
  doc: "Constants and functions for interpreting the results of os.stat().",
  functions: {
    S_ISDIR: isType("S_ISDIR", "a directory"),
    S_ISCHR: isType("S_ISCHR", "a character device"),
    S_ISBLK: isType("S_ISBLK", "a block device"),
    S_ISREG: isType("S_ISREG", "a regular file"),
    S_ISFIFO: isType("S_ISFIFO", "a FIFO"),
    S_ISLNK: isType("S_ISLNK", "a symbolic link"),
    S_ISSOCK: isType("S_ISSOCK", "a socket"),
    S_ISDOOR: isType("S_ISDOOR", "a door"),
    S_ISPORT: isType("S_ISPORT", "an event port"),
    S_ISWHT: isType("S_ISWHT", "a whiteout"),
    S_IMODE: fn(
      [posOnly("mode", object)],
      "The part of the mode that os.chmod() can set.",
      (value) => mode(value) & 0o7777,
      { signature: null },
    ),
    S_IFMT: fn(
      [posOnly("mode", object)],
      "The part of the mode that describes the file type.",
      (value) => mode(value) & FORMAT_MASK,
      { signature: null },
    ),
    filemode: fn(
      [posOnly("mode", object)],
      "The mode as `ls -l` shows it: -rwxrwxrwx.",
      (value) => fileMode(mode(value)),
      { signature: null },
    ),
  },
  constants: () => ({ ...TYPES, ...OTHERS }),
});

const LETTERS: readonly (readonly [number, string])[] = [
  [0o100000, "-"],
  [0o040000, "d"],
  [0o120000, "l"],
  [0o060000, "b"],
  [0o020000, "c"],
  [0o010000, "p"],
  [0o140000, "s"],
];

function fileMode(bits: number): string {
  const type = LETTERS.find(([value]) => value === (bits & FORMAT_MASK))?.[1] ?? "?";
  const triple = (shift: number, special: number, letters: string): string => {
    const read = (bits >> shift) & 4 ? "r" : "-";
    const write = (bits >> shift) & 2 ? "w" : "-";
    const execute = ((bits >> shift) & 1) !== 0;
    const last = (bits & special) !== 0 ? letters[execute ? 0 : 1] : execute ? "x" : "-";
    return read + write + last;
  };
  return type + triple(6, 0o4000, "sS") + triple(3, 0o2000, "sS") + triple(0, 0o1000, "tT");
}
