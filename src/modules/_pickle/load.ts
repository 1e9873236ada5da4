/** The pickle machine. Source: CPython Modules/_pickle.c (load). */
import { checkpoint } from "../../kernel/interrupt.ts";
import { getAttr } from "../../objects/abstract/attributes.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { eofError, valueError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { PyList } from "../../objects/list/list.ts";
import type { PyValue } from "../../objects/object.ts";
import { PySet } from "../../objects/set/set.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import {
  loadBinString,
  loadByteArray,
  loadBytes,
  loadCountedLong,
  loadFloat,
  loadInt,
  loadLong,
  loadNextBuffer,
  loadReadonlyBuffer,
  loadShortText,
  loadString,
  loadText,
  loadUnicode,
} from "./load-atoms.ts";
import { loadAdditems, loadAppends, loadDict, loadFrozenSet, loadSetitems } from "./load-containers.ts";
import {
  loadBuild,
  loadExtension,
  loadGlobal,
  loadInst,
  loadNewObj,
  loadObj,
  loadPersistent,
  loadReduce,
  loadStackGlobal,
} from "./load-objects.ts";
import { loadGet, loadPop, loadPut } from "./load-stack.ts";
import * as op from "./opcodes.ts";
import { int32, sizeOperand, uint32 } from "./operands.ts";
import { unpicklingError } from "./state.ts";
import type { PyUnpickler } from "./unpickler.ts";
import { unpicklerType } from "./unpickler-type.ts";

const DOUBLE = new DataView(new ArrayBuffer(8));

/** Runs instructions up to STOP and answers the value that they leave. */
export function load(self: PyUnpickler): PyValue {
  self.reset();
  const exact = self.type === unpicklerType && self.persistentLoadAttr === undefined;
  self.persistentLoad = exact ? undefined : getAttr(self, "persistent_load");
  try {
    run(self);
    self.input.skipConsumed();
  } finally {
    self.persistentLoad = undefined;
  }
  return self.pop();
}

function run(self: PyUnpickler): void {
  const { input, stack, memo } = self;
  for (;;) {
    checkpoint();
    const opcode = input.next();
    switch (opcode) {
      case op.MEMOIZE:
        memo.put(memo.size, self.top());
        break;
      case op.SHORT_BINUNICODE:
        stack.push(loadShortText(self));
        break;
      case op.BINUNICODE:
        stack.push(loadText(self, 4));
        break;
      case op.BINGET:
        stack.push(self.recall(input.byte()));
        break;
      case op.BINPUT: {
        const at = input.take(1);
        memo.put(input.data[at], self.top());
        break;
      }
      case op.BININT1:
        stack.push(input.byte());
        break;
      case op.BININT2: {
        const at = input.take(2);
        stack.push(input.data[at] | (input.data[at + 1] << 8));
        break;
      }
      case op.BININT:
        stack.push(int32(self));
        break;
      case op.NONE:
        stack.push(null);
        break;
      case op.NEWTRUE:
        stack.push(true);
        break;
      case op.NEWFALSE:
        stack.push(false);
        break;
      case op.BINFLOAT: {
        const at = input.take(8);
        const { data } = input;
        for (let i = 0; i < 8; i++) DOUBLE.setUint8(i, data[at + i]);
        stack.push(new PyFloat(DOUBLE.getFloat64(0)));
        break;
      }
      case op.MARK:
        self.mark();
        break;
      case op.EMPTY_DICT:
        stack.push(new PyDict());
        break;
      case op.EMPTY_LIST:
        stack.push(new PyList([]));
        break;
      case op.EMPTY_TUPLE:
        stack.push(new PyTuple([]));
        break;
      case op.EMPTY_SET:
        stack.push(new PySet());
        break;
      case op.TUPLE1:
        stack.push(new PyTuple([self.pop()]));
        break;
      case op.TUPLE2: {
        const last = self.pop();
        stack.push(new PyTuple([self.pop(), last]));
        break;
      }
      case op.TUPLE3: {
        const last = self.pop();
        const second = self.pop();
        stack.push(new PyTuple([self.pop(), second, last]));
        break;
      }
      case op.TUPLE:
        pushTuple(self, self.popMark());
        break;
      case op.APPENDS:
        loadAppends(self, self.popMark());
        break;
      case op.SETITEMS:
        loadSetitems(self, self.popMark());
        break;
      case op.SETITEM:
        loadSetitems(self, stack.length - 2);
        break;
      case op.APPEND:
        if (stack.length - 1 <= self.fence) throw self.underflow();
        loadAppends(self, stack.length - 1);
        break;
      case op.BUILD:
        loadBuild(self);
        break;
      case op.NEWOBJ:
        loadNewObj(self, false);
        break;
      case op.STACK_GLOBAL:
        loadStackGlobal(self);
        break;
      case op.REDUCE:
        loadReduce(self);
        break;
      case op.LONG_BINGET:
        stack.push(self.recall(uint32(self)));
        break;
      case op.LONG_BINPUT: {
        const index = uint32(self);
        memo.put(index, self.top());
        break;
      }
      case op.LONG1:
        stack.push(loadCountedLong(self, 1));
        break;
      case op.SHORT_BINBYTES:
        stack.push(loadBytes(self, 1));
        break;
      case op.STOP:
        return;
      case -1:
        throw eofError("Ran out of input");
      default:
        runRare(self, opcode);
    }
  }
}

/** Instructions that pickles of today have few of, or none. */
function runRare(self: PyUnpickler, opcode: number): void {
  const { stack } = self;
  switch (opcode) {
    case op.PROTO:
      loadProto(self);
      break;
    case op.FRAME:
      loadFrame(self);
      break;
    case op.BINUNICODE8:
      stack.push(loadText(self, 8));
      break;
    case op.BINBYTES:
      stack.push(loadBytes(self, 4));
      break;
    case op.BINBYTES8:
      stack.push(loadBytes(self, 8));
      break;
    case op.BYTEARRAY8:
      stack.push(loadByteArray(self));
      break;
    case op.NEXT_BUFFER:
      stack.push(loadNextBuffer(self));
      break;
    case op.READONLY_BUFFER:
      loadReadonlyBuffer(self);
      break;
    case op.LONG4:
      stack.push(loadCountedLong(self, 4));
      break;
    case op.INT:
      stack.push(loadInt(self));
      break;
    case op.LONG:
      stack.push(loadLong(self));
      break;
    case op.FLOAT:
      stack.push(loadFloat(self));
      break;
    case op.STRING:
      stack.push(loadString(self));
      break;
    case op.SHORT_BINSTRING:
      stack.push(loadBinString(self, 1));
      break;
    case op.BINSTRING:
      stack.push(loadBinString(self, 4));
      break;
    case op.UNICODE:
      stack.push(loadUnicode(self));
      break;
    case op.ADDITEMS:
      loadAdditems(self, self.popMark());
      break;
    case op.FROZENSET:
      loadFrozenSet(self, self.popMark());
      break;
    case op.LIST:
      stack.push(new PyList(stack.splice(self.popMark())));
      break;
    case op.DICT:
      loadDict(self, self.popMark());
      break;
    case op.OBJ:
      loadObj(self);
      break;
    case op.INST:
      loadInst(self);
      break;
    case op.NEWOBJ_EX:
      loadNewObj(self, true);
      break;
    case op.GLOBAL:
      loadGlobal(self);
      break;
    case op.PERSID:
    case op.BINPERSID:
      loadPersistent(self, opcode === op.PERSID);
      break;
    case op.EXT1:
    case op.EXT2:
    case op.EXT4:
      loadExtension(self, 1 << (opcode - op.EXT1));
      break;
    case op.GET:
      loadGet(self);
      break;
    case op.PUT:
      loadPut(self);
      break;
    case op.DUP:
      stack.push(self.top());
      break;
    case op.POP:
      loadPop(self);
      break;
    case op.POP_MARK:
      stack.length = Math.min(stack.length, self.popMark());
      break;
    default:
      throw invalidKey(opcode);
  }
}

function invalidKey(code: number): unknown {
  const printable = code >= 0x20 && code <= 0x7e && code !== 39 && code !== 92;
  const shown = printable ? String.fromCharCode(code) : `\\x${code.toString(16).padStart(2, "0")}`;
  return unpicklingError(`invalid load key, '${shown}'.`);
}

function pushTuple(self: PyUnpickler, start: number): void {
  if (start < 0) throw self.underflow();
  const items = self.popFrom(start);
  self.stack.push(new PyTuple(items));
}

function loadProto(self: PyUnpickler): void {
  const { input } = self;
  const proto = input.byte();
  if (proto > op.HIGHEST_PROTOCOL) throw valueError(`unsupported pickle protocol: ${proto}`);
  self.proto = proto;
}

/** All of a frame is read at once; its instructions are run from there. */
function loadFrame(self: PyUnpickler): void {
  const { input } = self;
  const size = sizeOperand(self, 8, "FRAME length exceeds system's maximum of");
  input.take(size);
  input.pos -= size;
}
