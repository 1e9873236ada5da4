/** socket objects. Source: CPython Modules/socketmodule.c (sock_methods). */

import { AF_INET, SOCK_STREAM } from "../../host/constants.ts";
import { HostError } from "../../host/errno.ts";
import { toArray } from "../../objects/abstract/iterate.ts";
import { asInt, toFloat } from "../../objects/abstract/number.ts";
import { audit } from "../../objects/audit.ts";
import { PyBUF_WRITABLE } from "../../objects/buffer.ts";
import { bytesOf } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { cint, object, ssize, truth } from "../../objects/converters.ts";
import { defineType, getset, member, method, param, posOnly, varArgs } from "../../objects/declare.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { fromHostError, hostCall, osErrorFor } from "../../objects/host-call.ts";
import { PyList } from "../../objects/list/list.ts";
import { machine } from "../../objects/machine.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";
import { addressOf, addressToPython } from "./address.ts";
import { tryUntilReady } from "./wait.ts";

export class PySocket extends PyObject {
  fd = -1;
  family = AF_INET;
  kind = SOCK_STREAM;
  proto = 0;
  /** Seconds; null: blocking. */
  timeout: number | null = null;
  declare dict?: PyDict | null;
  constructor(type: PyType = socketType) {
    super(type);
  }
}

const net = () => machine.interp.host.net;
const MSG_PEEK = 2;
const MSG_DONTWAIT = 0x40;
const SOCK_NONBLOCK = 0x800;
const SOCK_CLOEXEC = 0x80000;
const EBADF = 9;

interface Defaults {
  timeout: number | null;
}

export function defaults(): Defaults {
  return machine.interp.state<Defaults>(defaults, () => ({ timeout: null }));
}

const flags = posOnly("flags", cint, 0);

export const socketType: PyType = defineType<PySocket>({
  name: "_socket.socket",
  basicsize: 56,
  signature: null,
  doc: "socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object\nsocket(family=-1, type=-1, proto=-1, fileno=fd) -> socket object\n\nA socket: one end of a connection.",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new PySocket(type),
  slots: { tp_repr: socketRepr, tp_new: (type) => type.tp_alloc!(type) },
  init: method(
    [param("family", cint, -1), param("type", cint, -1), param("proto", cint, -1), param("fileno", object, null)],
    "",
    socketInit,
  ),
  methods: {
    _accept: method([], "Wait for an incoming connection: (descriptor, address).", accept, { signature: null }),
    bind: method([posOnly("address", object)], "Bind the socket to a local address.", bind, { signature: null }),
    close: method([], "Close the socket.", close, { signature: null }),
    connect: method([posOnly("address", object)], "Connect the socket to a remote address.", connect, {
      signature: null,
    }),
    connect_ex: method([posOnly("address", object)], "As connect(), but give an error number.", connectEx, {
      signature: null,
    }),
    detach: method([], "Close the object without closing the descriptor, and give that.", detach, { signature: null }),
    fileno: method([], "Return the integer file descriptor of the socket.", (self: PySocket) => self.fd, {
      signature: null,
    }),
    getpeername: method(
      [],
      "Return the address of the remote endpoint.",
      (self: PySocket) => {
        return hostCall(() => addressToPython(net().getpeername(self.fd), self.family));
      },
      { signature: null },
    ),
    getsockname: method(
      [],
      "Return the address of the local endpoint.",
      (self: PySocket) => {
        return hostCall(() => addressToPython(net().getsockname(self.fd), self.family));
      },
      { signature: null },
    ),
    getsockopt: method(
      [posOnly("level", cint), posOnly("optname", cint), posOnly("buflen", cint, 0)],
      "Get a socket option.",
      getsockopt,
      { signature: null },
    ),
    setsockopt: method(
      [posOnly("level", cint), posOnly("optname", cint), posOnly("value", object), posOnly("optlen", cint, 0)],
      "Set a socket option.",
      setsockopt,
      { signature: null },
    ),
    gettimeout: method([], "Return the timeout in seconds, or None.", (self: PySocket) => timeoutObject(self.timeout), {
      signature: null,
    }),
    settimeout: method([posOnly("timeout", object)], "Set a timeout on socket operations.", settimeout, {
      signature: null,
    }),
    setblocking: method(
      [posOnly("flag", truth)],
      "Set the socket to blocking (true) or non-blocking (false).",
      (self: PySocket, blocking) => {
        self.timeout = blocking ? null : 0;
        return null;
      },
      { signature: null },
    ),
    getblocking: method([], "Whether the socket is in blocking mode.", (self: PySocket) => self.timeout !== 0, {
      signature: null,
    }),
    listen: method([posOnly("backlog", cint, 128)], "Enable a server to accept connections.", listen),
    recv: method([posOnly("buffersize", ssize), flags], "Receive up to buffersize bytes from the socket.", recv, {
      signature: null,
    }),
    recv_into: method(
      [param("buffer", object), param("nbytes", ssize, 0), param("flags", cint, 0)],
      "Receive into a buffer.",
      recvInto,
      { signature: null },
    ),
    recvfrom: method([posOnly("buffersize", ssize), flags], "Receive data and the sender's address.", recvfrom, {
      signature: null,
    }),
    recvfrom_into: method(
      [param("buffer", object), param("nbytes", ssize, 0), param("flags", cint, 0)],
      "Receive into a buffer, with the sender's address.",
      recvfromInto,
      { signature: null },
    ),
    recvmsg: method(
      [posOnly("bufsize", ssize), posOnly("ancbufsize", ssize, 0), flags],
      "Receive data and ancillary data.",
      recvmsg,
      { signature: null },
    ),
    send: method([posOnly("data", object), flags], "Send data; gives the number of bytes that were sent.", send, {
      signature: null,
    }),
    sendall: method([posOnly("data", object), flags], "Send all data.", sendall, { signature: null }),
    sendto: method([varArgs("args")], "Send data to an address.", sendto, { signature: null }),
    sendmsg: method(
      [posOnly("buffers", object), posOnly("ancdata", object, null), flags, posOnly("address", object, null)],
      "Send several buffers.",
      sendmsg,
      { signature: null },
    ),
    shutdown: method([posOnly("how", cint)], "Shut down one or both directions of the connection.", shutdown, {
      signature: null,
    }),
  },
  members: {
    family: member((self: PySocket) => self.family, { doc: "the socket family" }),
    proto: member((self: PySocket) => self.proto, { doc: "the socket protocol" }),
    type: member((self: PySocket) => self.kind, { doc: "the socket type" }),
  },
  getset: {
    timeout: getset((self: PySocket) => timeoutObject(self.timeout), undefined, "the socket timeout"),
  },
});

function timeoutObject(timeout: number | null): PyValue {
  return timeout === null ? null : new PyFloat(timeout);
}

function socketRepr(self: PySocket): string {
  return `<socket object, fd=${self.fd}, family=${self.family}, type=${self.kind}, proto=${self.proto}>`;
}

function socketInit(self: PySocket, family: number, type: number, proto: number, fileno: PyValue): PyValue {
  audit("socket.__new__", self, family, type, proto);
  if (fileno !== null) {
    if (fileno instanceof PyFloat) throw typeError("integer argument expected, got float");
    const fd = asInt(fileno);
    if (fd === undefined) throw typeError(`'${typeName(fileno)}' object cannot be interpreted as an integer`);
    if (fd < 0) throw valueError("negative file descriptor");
    const [realFamily, realType, realProto] = hostCall(() => net().describe(Number(fd)));
    self.fd = Number(fd);
    self.family = family === -1 ? realFamily : family;
    self.kind = type === -1 ? realType : type;
    self.proto = proto === -1 ? realProto : proto;
  } else {
    self.family = family === -1 ? AF_INET : family;
    const wanted = type === -1 ? SOCK_STREAM : type;
    self.kind = wanted & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
    self.proto = proto === -1 ? 0 : proto;
    self.fd = hostCall(() => net().socket(self.family, self.kind, self.proto));
    if ((wanted & SOCK_NONBLOCK) !== 0) {
      self.timeout = 0;
      return null;
    }
  }
  self.timeout = defaults().timeout;
  return null;
}

function opened(self: PySocket): number {
  if (self.fd < 0) throw osErrorFor(EBADF);
  return self.fd;
}

function timeoutFor(self: PySocket, flag: number): number | null {
  return (flag & MSG_DONTWAIT) !== 0 ? 0 : self.timeout;
}

function accept(self: PySocket): PyValue {
  const fd = opened(self);
  const { net: network } = machine.interp.host;
  return tryUntilReady(fd, self.timeout, false, () => {
    const [made, peer] = network.accept(fd);
    return new PyTuple([made, addressToPython(peer, self.family)]);
  });
}

function bind(self: PySocket, address: PyValue): PyValue {
  const place = addressOf(address, self.family, "bind");
  audit("socket.bind", self, address);
  hostCall(() => net().bindFd(opened(self), place));
  return null;
}

function close(self: PySocket): PyValue {
  const { fd } = self;
  if (fd < 0) return null;
  self.fd = -1;
  const ECONNRESET = 104;
  try {
    machine.interp.host.fs.close(fd);
  } catch (caught) {
    if (!(caught instanceof HostError) || caught.errno !== ECONNRESET) throw fromHostError(caught);
  }
  return null;
}

function connect(self: PySocket, address: PyValue): PyValue {
  const place = addressOf(address, self.family, "connect");
  audit("socket.connect", self, address);
  hostCall(() => net().connect(opened(self), place));
  return null;
}

function connectEx(self: PySocket, address: PyValue): PyValue {
  const place = addressOf(address, self.family, "connect_ex");
  audit("socket.connect", self, address);
  try {
    net().connect(opened(self), place);
    return 0;
  } catch (caught) {
    if (caught instanceof HostError) return caught.errno;
    throw caught;
  }
}

function detach(self: PySocket): PyValue {
  const { fd } = self;
  self.fd = -1;
  return fd;
}

function getsockopt(self: PySocket, level: number, name: number, size: number): PyValue {
  if (size < 0 || size > 1024) throw valueError("getsockopt buflen out of range");
  const value = hostCall(() => net().getOption(opened(self), level, name));
  if (size === 0) return value;
  const bytes = new Uint8Array(Math.min(size, 4));
  for (let i = 0; i < bytes.length; i++) bytes[i] = (value >> (8 * i)) & 255;
  return new PyBytes(bytes);
}

function setsockopt(self: PySocket, level: number, name: number, value: PyValue, _size: number): PyValue {
  let number = 0;
  const int = asInt(value);
  if (int !== undefined) number = Number(int);
  else if (value !== null) bytesOf(value).forEach((byte, i) => (number |= i < 4 ? byte << (8 * i) : 0));
  hostCall(() => net().setOption(opened(self), level, name, number));
  return null;
}

/** socket_parse_timeout. */
export function parseTimeout(value: PyValue): number | null {
  if (value === null) return null;
  const seconds = toFloat(value);
  if (Number.isNaN(seconds)) throw valueError("Invalid value NaN (not a number)");
  if (seconds < 0) throw valueError("Timeout value out of range");
  return seconds;
}

function settimeout(self: PySocket, value: PyValue): PyValue {
  self.timeout = parseTimeout(value);
  return null;
}

function listen(self: PySocket, backlog: number): PyValue {
  hostCall(() => net().listen(opened(self), backlog));
  return null;
}

/** Receives into a fresh buffer; `finish` makes the result. */
function receiving(
  self: PySocket,
  size: number,
  flag: number,
  finish: (data: Uint8Array, from: PyValue) => PyValue,
): PyValue {
  const fd = opened(self);
  const network = net();
  return tryUntilReady(fd, timeoutFor(self, flag), false, () => {
    const buffer = new Uint8Array(size);
    const [count, from] = network.receive(fd, buffer, (flag & MSG_PEEK) !== 0);
    return finish(buffer.slice(0, count), from === null ? null : addressToPython(from, self.family));
  });
}

function recv(self: PySocket, size: number, flag: number): PyValue {
  if (size < 0) throw valueError("negative buffersize in recv");
  return receiving(self, size, flag, (data) => new PyBytes(data));
}

function recvfrom(self: PySocket, size: number, flag: number): PyValue {
  if (size < 0) throw valueError("negative buffersize in recvfrom");
  return receiving(self, size, flag, (data, from) => new PyTuple([new PyBytes(data), from]));
}

function recvmsg(self: PySocket, size: number, _ancillary: number, flag: number): PyValue {
  if (size < 0) throw valueError("negative buffer size in recvmsg()");
  return receiving(self, size, flag, (data, from) => new PyTuple([new PyBytes(data), new PyList([]), 0, from]));
}

/** The writable bytes of a buffer argument, at most `count` of them (0: all). */
function writable(value: PyValue, count: number, func: string): Uint8Array {
  const get = typeOf(value).bf_getbuffer;
  if (get === undefined) throw typeError(`a bytes-like object is required, not '${typeName(value)}'`);
  const buffer = get(value, PyBUF_WRITABLE);
  typeOf(value).bf_releasebuffer?.(value, buffer);
  if (count < 0) throw valueError(`negative buffersize in ${func}`);
  if (count > buffer.data.length)
    throw valueError(
      func === "recv_into" ? "buffer too small for requested bytes" : "nbytes is greater than the length of the buffer",
    );
  return count === 0 ? buffer.data : buffer.data.subarray(0, count);
}

function recvInto(self: PySocket, buffer: PyValue, count: number, flag: number): PyValue {
  const target = writable(buffer, count, "recv_into");
  return receiving(self, target.length, flag, (data) => {
    target.set(data);
    return data.length;
  });
}

function recvfromInto(self: PySocket, buffer: PyValue, count: number, flag: number): PyValue {
  const target = writable(buffer, count, "recvfrom_into");
  return receiving(self, target.length, flag, (data, from) => {
    target.set(data);
    return new PyTuple([data.length, from]);
  });
}

function send(self: PySocket, data: PyValue, flag: number): PyValue {
  return sending(self, bytesOf(data), flag, null);
}

function sending(self: PySocket, bytes: Uint8Array, flag: number, to: PyValue): PyValue {
  const fd = opened(self);
  const network = net();
  const address = to === null ? null : addressOf(to, self.family, "sendto");
  return tryUntilReady(fd, timeoutFor(self, flag), true, () => network.sendTo(fd, bytes, address));
}

function sendall(self: PySocket, data: PyValue, flag: number): PyValue {
  const bytes = bytesOf(data).slice();
  const fd = opened(self);
  const network = net();
  let at = 0;
  return tryUntilReady(fd, timeoutFor(self, flag), true, () => {
    while (at < bytes.length) at += network.sendTo(fd, bytes.subarray(at), null);
    return null;
  });
}

function sendto(self: PySocket, args: PyValue[]): PyValue {
  if (args.length < 2 || args.length > 3) throw typeError(`sendto() takes 2 or 3 arguments (${args.length} given)`);
  const flag = args.length === 3 ? cint(args[1]) : 0;
  const address = args[args.length - 1];
  audit("socket.sendto", self, address);
  return sending(self, bytesOf(args[0]), flag, address);
}

function sendmsg(self: PySocket, buffers: PyValue, _ancillary: PyValue, flag: number, address: PyValue): PyValue {
  const parts = toArray(buffers).map(bytesOf);
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return sending(self, all, flag, address);
}

function shutdown(self: PySocket, how: number): PyValue {
  const EINVAL = 22;
  if (how < 0 || how > 2) throw osErrorFor(EINVAL);
  hostCall(() => net().shutdown(opened(self), how !== 1, how !== 0));
  return null;
}
