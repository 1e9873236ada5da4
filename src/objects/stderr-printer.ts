/**
 * stderrprinter: what `sys.stderr` is while the interpreter starts, before the `io` module is there. It writes to a descriptor at once
 * and keeps failures to itself. Source: CPython Objects/fileobject.c (PyFile_NewStdPrinter).
 */
import { encodeUtf8 } from "../bytecode/utf8.ts";
import { HostError } from "../host/errno.ts";
import { strLength } from "../kernel/str.ts";
import { reprAddress } from "./address.ts";
import { str } from "./converters.ts";
import { defineType, getset, method, posOnly } from "./declare.ts";
import { machine } from "./machine.ts";
import { PyObject, type PyValue } from "./object.ts";
import type { PyType } from "./type-object.ts";

export class PyStdPrinter extends PyObject {
  readonly fd: number;
  constructor(fd: number) {
    super(stdPrinterType);
    this.fd = fd;
  }
}

const stdPrinterType: PyType = defineType<PyStdPrinter>({
  name: "stderrprinter",
  basicsize: 24,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: { tp_repr: (self) => `<stdprinter(fd=${self.fd}) object at ${reprAddress(self)}>` },
  methods: {
    close: method([], "", () => null),
    flush: method([], "", () => null),
    fileno: method([], "", (self: PyStdPrinter) => self.fd),
    isatty: method([], "", (self: PyStdPrinter) => machine.interp.host.fs.isatty(self.fd)),
    write: method([posOnly("text", str)], "", (self: PyStdPrinter, text): PyValue => {
      try {
        machine.interp.host.fs.write(self.fd, encodeUtf8(text));
      } catch (caught) {
        if (!(caught instanceof HostError)) throw caught;
      }
      return strLength(text);
    }),
  },
  getset: {
    closed: getset(() => false, undefined, "Always False."),
    encoding: getset(() => null, undefined, "None: there is no text layer yet."),
    mode: getset(() => "w", undefined, "Always 'w'."),
  },
});
