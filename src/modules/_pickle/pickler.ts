/** PyPickler: what a pickler remembers while it runs. Its type: pickler-type.ts; the work: save.ts. Source: CPython Modules/_pickle.c. */
import { getAttr, lookupAttr } from "../../objects/abstract/attributes.ts";
import { call1 } from "../../objects/abstract/call.ts";
import { ssizeIndex } from "../../objects/abstract/number.ts";
import { PyBuiltinFunction } from "../../objects/builtin-function.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { keyError, typeError, valueError } from "../../objects/errors.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import type { Shape } from "../../objects/shape.ts";
import type { PyType } from "../../objects/type-object.ts";
import {
  BINGET,
  BINPUT,
  DEFAULT_PROTOCOL,
  GET,
  HIGHEST_PROTOCOL,
  LONG_BINGET,
  LONG_BINPUT,
  MEMOIZE,
  PROTO,
  PUT,
  STOP,
} from "./opcodes.ts";
import { Output } from "./output.ts";
import { persistentId, picklerType } from "./pickler-type.ts";
import { save } from "./save.ts";
import type { InstancePlan } from "./save-instance.ts";
import { type PickleState, pickleState } from "./state.ts";

export class PyPickler implements PyObject {
  static {
    inheritPyObject(PyPickler);
  }
  type: PyType;
  readonly state: PickleState;
  /** Numbers of the objects pickled so far. */
  memo: Map<PyValue, number> = new Map();
  /** `persistent_id` as an attribute of the instance. */
  persistentIdAttr: PyValue | undefined = undefined;
  /** `persistent_id` and `reducer_override` while dumping. */
  persistentId: PyValue | undefined = undefined;
  reducerOverride: PyValue | undefined = undefined;
  dispatchTable: PyValue | undefined = undefined;
  /** The file's write method; undefined for dumps(). */
  write: PyValue | undefined = undefined;
  bufferCallback: PyValue | undefined = undefined;
  readonly out: Output = new Output();
  proto = 0;
  bin = 0;
  fast = 0;
  fastNesting = 0;
  /** Whether C's output buffer is there, as it is until something is written. */
  hasBuffer = false;
  /** Containers being pickled deep down in fast mode, where the memo does not tell circles. */
  fastMemo: Set<PyValue> | null = null;
  fixImports = false;
  running = false;
  /** Nobody else has the pickler: its memo cannot be looked at. */
  hidden = false;
  /** What is known of the instances of a shape, and of the last one that came by. */
  readonly plans: Map<Shape, InstancePlan> = new Map();
  lastPlan: InstancePlan | null = null;
  /** Of a hidden pickler: how many objects have numbers, those included that have no entry in the memo, as nothing else refers to them. */
  numbered = 0;

  constructor(type: PyType = picklerType) {
    this.type = type;
    this.state = pickleState();
  }

  setProtocol(protocol: PyValue, fixImports: boolean): void {
    let proto = protocol === null ? DEFAULT_PROTOCOL : ssizeIndex(protocol);
    if (proto < 0) proto = HIGHEST_PROTOCOL;
    else if (proto > HIGHEST_PROTOCOL) throw valueError(`pickle protocol must be <= ${HIGHEST_PROTOCOL}`);
    this.proto = proto;
    this.bin = proto > 0 ? 1 : 0;
    this.fixImports = fixImports && proto < 3;
  }

  setOutputStream(file: PyValue): void {
    this.write = lookupAttr(file, "write");
    if (this.write === undefined) throw typeError("file must have a 'write' attribute");
  }

  setBufferCallback(callback: PyValue): void {
    this.bufferCallback = callback === null ? undefined : callback;
    if (callback !== null && this.proto < 5) throw valueError("buffer_callback needs protocol >= 5");
  }

  /** Pickles a value into `out`. */
  dump(value: PyValue): void {
    if (this.type !== picklerType || this.persistentIdAttr !== undefined) {
      const method = getAttr(this, "persistent_id");
      const own =
        method instanceof PyBuiltinFunction && method.self === this && method.builtin.spec.impl === persistentId;
      this.persistentId = own ? undefined : method;
      this.reducerOverride = lookupAttr(this, "reducer_override");
    }
    const { out } = this;
    try {
      if (this.proto >= 2) {
        out.op1(PROTO, this.proto);
        if (this.proto >= 4) out.setFraming(true);
      }
      save(this, value, false);
      out.op(STOP);
      out.commitFrame();
    } finally {
      out.setFraming(false);
      this.persistentId = undefined;
      this.reducerOverride = undefined;
    }
  }

  flush(): void {
    call1(this.write!, new PyBytes(this.out.take()));
  }

  /** Closes a full frame; what a file is to get goes there at once. */
  endFrame(): void {
    this.out.commitFrame();
    if (this.write !== undefined) this.flush();
  }

  /** Numbers an object and says so in the pickle. */
  memoPut(value: PyValue): void {
    if (this.fast) return;
    const index = this.hidden ? this.numbered++ : this.memo.size;
    this.memo.set(value, index);
    this.writePut(index);
  }

  /** The same, of a hidden pickler, for an object that will not come again, as nobody else has it. */
  memoPutUnseen(): void {
    this.writePut(this.numbered++);
  }

  private writePut(index: number): void {
    const { out } = this;
    if (this.proto >= 4) out.op(MEMOIZE);
    else if (!this.bin) out.text(`${String.fromCharCode(PUT)}${index}\n`);
    else if (index < 256) out.op1(BINPUT, index);
    else out.op4(LONG_BINPUT, index);
  }

  memoGet(value: PyValue): void {
    const index = this.memo.get(value);
    if (index === undefined) throw keyError(value);
    this.writeGet(index);
  }

  writeGet(index: number): void {
    const { out } = this;
    if (!this.bin) out.text(`${String.fromCharCode(GET)}${index}\n`);
    else if (index < 256) out.op1(BINGET, index);
    else out.op4(LONG_BINGET, index);
  }
}
