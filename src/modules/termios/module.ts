/**
 * termios: the modes of terminals, as the host gives and takes them. What no program can do for another process (sending breaks, throwing away
 * what is queued, stopping and starting output) fails with ENOSYS. Source: CPython Modules/termios.c.
 */
import { HostError, strerror } from "../../host/errno.ts";
import type { TerminalModes } from "../../host/host.ts";
import { exactItems } from "../../objects/abstract/iterate.ts";
import { asCInt, asInt } from "../../objects/abstract/number.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { cint, clong, object } from "../../objects/converters.ts";
import { defineModule, defineType, fn, posOnly } from "../../objects/declare.ts";
import { newException, typeError } from "../../objects/errors.ts";
import { PyExc_Exception } from "../../objects/exceptions/types.ts";
import { fildes } from "../../objects/fildes.ts";
import { PyList } from "../../objects/list/list.ts";
import { machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { TERMIOS_CONSTANTS } from "./constants.ts";

const { ICANON, CBAUD, CBAUDEX, VMIN, VTIME, NCCS } = TERMIOS_CONSTANTS as Readonly<
  Record<"ICANON" | "CBAUD" | "CBAUDEX" | "VMIN" | "VTIME" | "NCCS", number>
>;
/** Where the parts are in a list of attributes. */
const IFLAG = 0;
const CFLAG = 2;
const LFLAG = 3;
const ISPEED = 4;
const OSPEED = 5;
const CC = 6;
const ATTRIBUTES = 7;

const errorType: PyType = defineType({
  name: "termios.error",
  doc: null,
  flags: ["basetype", "dict", "heaptype"],
  base: () => PyExc_Exception,
});

const fd = posOnly("fd", fildes);

export default defineModule({
  name: "termios",
  doc: "The modes of terminals.\n\nAll functions take a file descriptor: an int, or an object with a fileno() method.",
  functions: {
    tcgetattr: fn([fd], "Get the modes of a terminal: [iflag, oflag, cflag, lflag, ispeed, ospeed, cc].", tcgetattr),
    tcsetattr: fn(
      [fd, posOnly("when", cint), posOnly("attributes", object)],
      "Set the modes of a terminal: at once (TCSANOW), or after what is queued has been written.",
      tcsetattr,
    ),
    tcsendbreak: fn([fd, posOnly("duration", cint)], "Send a break to a terminal.", onTerminal),
    tcdrain: fn([fd], "Wait until what has been written to a terminal is transmitted.", (fd) => {
      terminal(() => fs().setTerminalModes(fd, fs().terminalModes(fd), true));
      return null;
    }),
    tcflush: fn([fd, posOnly("queue", cint)], "Throw away what is queued on a terminal.", onTerminal),
    tcflow: fn([fd, posOnly("action", cint)], "Stop or start input or output on a terminal.", onTerminal),
    tcgetwinsize: fn([fd], "Get the size of a terminal: (rows, columns).", (fd) => {
      const [columns, rows] = terminal(() => fs().terminalSize(fd));
      return new PyTuple([rows, columns]);
    }),
    tcsetwinsize: fn([fd, posOnly("winsize", object)], "Set the size of a terminal: (rows, columns).", tcsetwinsize),
  },
  types: () => ({ error: errorType }),
  constants: () => ({ ...TERMIOS_CONSTANTS }),
});

function fs(): typeof machine.interp.host.fs {
  return machine.interp.host.fs;
}

/** Runs an operation of the host; its failure becomes `termios.error`. */
function terminal<T>(run: () => T): T {
  try {
    return run();
  } catch (caught) {
    if (!(caught instanceof HostError)) throw caught;
    throw newException(errorType, caught.errno, strerror(caught.errno));
  }
}

function onTerminal(fd: number): never {
  return terminal(() => {
    throw new HostError(fs().isatty(fd) ? "ENOSYS" : "ENOTTY");
  });
}

function tcgetattr(fd: number): PyValue {
  const { flags, characters } = terminal(() => fs().terminalModes(fd));
  const cc: PyValue[] = characters.map((code) => new PyBytes(Uint8Array.of(code)));
  if (((flags[LFLAG] as number) & ICANON) === 0) {
    cc[VMIN] = characters[VMIN] as number;
    cc[VTIME] = characters[VTIME] as number;
  }
  const speed = (flags[CFLAG] as number) & (CBAUD | CBAUDEX);
  return new PyList([...flags, speed, speed, new PyList(cc)]);
}

function tcsetattr(fd: number, when: number, attributes: PyValue): PyValue {
  const items = attributes instanceof PyList ? attributes.items : [];
  if (items.length !== ATTRIBUTES) throw typeError("tcsetattr, arg 3: must be 7 element list");
  const known = terminal(() => fs().terminalModes(fd));
  const numbers = items.slice(IFLAG, CC).map((item) => Number(BigInt.asUintN(32, BigInt(clong(item)))));
  const cc = items[CC];
  if (!(cc instanceof PyList) || cc.items.length !== NCCS) {
    throw typeError(`tcsetattr: attributes[6] must be ${NCCS} element list`);
  }
  const modes: TerminalModes = {
    flags: numbers.slice(IFLAG, ISPEED),
    characters: cc.items.map(controlCharacter).slice(0, known.characters.length),
  };
  terminal(() => {
    const speed = numbers[OSPEED] as number;
    if ((speed & ~(CBAUD | CBAUDEX)) !== 0 || when < 0 || when > 2) throw new HostError("EINVAL");
    modes.flags[CFLAG] = ((modes.flags[CFLAG] as number) & ~(CBAUD | CBAUDEX)) | speed;
    fs().setTerminalModes(fd, modes, when !== 0);
  });
  return null;
}

function controlCharacter(value: PyValue): number {
  if (value instanceof PyBytes && value.data.length === 1) return value.data[0] as number;
  if (asInt(value) !== undefined) return Number(BigInt.asUintN(8, BigInt(clong(value))));
  throw typeError("tcsetattr: elements of attributes must be characters or integers");
}

function tcsetwinsize(fd: number, winsize: PyValue): PyValue {
  const items = exactItems(winsize);
  if (items?.length !== 2) throw typeError("tcsetwinsize, arg 2: must be a two-item sequence");
  const [rows, columns] = items.map((item) => asCInt(item) & 0xffff) as [number, number];
  terminal(() => fs().setTerminalSize(fd, columns, rows));
  return null;
}
