/** The socket type. Source: CPython Modules/socketmodule.c (sock_*). */

import { asDouble, index } from "../../objects/abstract/number.ts";
import { PyBUF_WRITABLE } from "../../objects/buffer.ts";
import { bytesOf } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { cint, object, ssize } from "../../objects/converters.ts";
import { defineType, getset, method, param, posOnly } from "../../objects/declare.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { newException, osError, typeError, valueError } from "../../objects/errors.ts";
import { PyExc_TimeoutError } from "../../objects/exceptions/types.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { machine, waitUntil } from "../../objects/machine.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeOf } from "../../objects/typeof.ts";
import { closeEndpoint, type Endpoint, endpoint, isReadable, take } from "./endpoints.ts";

const EBADF = 9;
const EAGAIN = 11;
const EPIPE = 32;
const EAFNOSUPPORT = 97;
const ENOTCONN = 107;
const MSG_PEEK = 2;

export class PySocket extends PyObject {
  fd = -1;
  family = 2;
  kind = 1;
  proto = 0;
  /** Seconds; null blocks for ever, 0 never. */
  timeout: number | null = null;
  declare dict?: PyDict | null;
  constructor(type: PyType = socketType) {
    super(type);
    this.timeout = null;
  }
}

export const socketType: PyType = defineType<PySocket>({
  name: "_socket.socket",
  doc: "A socket. Connected pairs work everywhere; other families need a network, which this host does not offer.",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new PySocket(type),
  slots: {
    tp_repr: (self) => `<socket object, fd=${self.fd}, family=${self.family}, type=${self.kind}, proto=${self.proto}>`,
    tp_new: (type) => type.tp_alloc!(type),
  },
  init: method(
    [param("family", cint, -1), param("type", cint, -1), param("proto", cint, -1), param("fileno", object, null)],
    "",
    init,
  ),
  methods: {
    fileno: method([], "Return the integer file descriptor of the socket.", (self: PySocket) => self.fd),
    close: method([], "Close the socket.", close),
    detach: method([], "Close the socket object without closing the underlying file descriptor.", detach),
    setblocking: method([posOnly("flag", object)], "Set the socket to blocking or non-blocking mode.", setBlocking),
    getblocking: method([], "Whether the socket is in blocking mode.", (self: PySocket) => self.timeout !== 0),
    settimeout: method([posOnly("timeout", object)], "Set a timeout on socket operations.", setTimeout),
    gettimeout: method([], "The timeout of socket operations, in seconds.", (self: PySocket) =>
      self.timeout === null ? null : new PyFloat(self.timeout),
    ),
    recv: method([posOnly("bufsize", ssize), posOnly("flags", cint, 0)], "Receive up to bufsize bytes.", recv),
    recv_into: method(
      [param("buffer", object), param("nbytes", ssize, 0), param("flags", cint, 0)],
      "Receive into a buffer; returns the number of bytes.",
      recvInto,
    ),
    send: method(
      [posOnly("data", bytesOf), posOnly("flags", cint, 0)],
      "Send bytes; returns how many were sent.",
      send,
    ),
    sendall: method([posOnly("data", bytesOf), posOnly("flags", cint, 0)], "Send all bytes.", sendAll),
    shutdown: method([posOnly("how", cint)], "Shut down one or both directions.", shutdown),
    getsockname: method([], "The address of this end.", () => ""),
    getpeername: method([], "The address of the other end.", peerName),
    setsockopt: method(
      [posOnly("level", cint), posOnly("optname", cint), posOnly("value", object)],
      "Set a socket option: pairs have none that matter.",
      () => null,
    ),
    getsockopt: method(
      [posOnly("level", cint), posOnly("optname", cint), posOnly("buflen", object, null)],
      "Get a socket option.",
      () => 0,
    ),
    bind: method([posOnly("address", object)], "Bind to an address: refused without a network.", refuse),
    connect: method([posOnly("address", object)], "Connect to an address: refused without a network.", refuse),
    connect_ex: method([posOnly("address", object)], "Connect; returns the error number.", () => EAFNOSUPPORT),
    listen: method([posOnly("backlog", cint, 128)], "Listen for connections: refused without a network.", refuse),
    _accept: method([], "Accept a connection: refused without a network.", refuse),
  },
  getset: {
    family: getset((self: PySocket) => self.family, undefined, "the socket family"),
    type: getset((self: PySocket) => self.kind, undefined, "the socket type"),
    proto: getset((self: PySocket) => self.proto, undefined, "the socket protocol"),
    timeout: getset(
      (self: PySocket) => (self.timeout === null ? null : new PyFloat(self.timeout)),
      undefined,
      "the socket timeout",
    ),
  },
});

function init(self: PySocket, family: number, kind: number, proto: number, fileno: PyValue): PyValue {
  if (fileno === null) throw noProtocol();
  const fd = Number(index(fileno));
  if (fd < 0) throw valueError("negative file descriptor");
  if (endpoint(fd) === undefined) throw osError(EBADF, "Bad file descriptor");
  self.fd = fd;
  self.family = family === -1 ? 1 : family;
  self.kind = kind === -1 ? 1 : kind;
  self.proto = proto === -1 ? 0 : proto;
  return null;
}

function noProtocol(): unknown {
  return osError(EAFNOSUPPORT, "Address family not supported by protocol");
}

function refuse(): PyValue {
  throw noProtocol();
}

function end(self: PySocket): Endpoint {
  const found = self.fd < 0 ? undefined : endpoint(self.fd);
  if (found === undefined) throw osError(EBADF, "Bad file descriptor");
  return found;
}

function close(self: PySocket): PyValue {
  const found = self.fd < 0 ? undefined : endpoint(self.fd);
  if (found !== undefined) closeEndpoint(found);
  self.fd = -1;
  return null;
}

function detach(self: PySocket): PyValue {
  const { fd } = self;
  self.fd = -1;
  return fd;
}

function setBlocking(self: PySocket, flag: PyValue): PyValue {
  self.timeout = flag === false || flag === 0 ? 0 : null;
  return null;
}

function setTimeout(self: PySocket, timeout: PyValue): PyValue {
  if (timeout === null) self.timeout = null;
  else {
    const seconds = asDouble(timeout);
    if (seconds < 0) throw valueError("Timeout value out of range");
    self.timeout = seconds;
  }
  return null;
}

function peerName(self: PySocket): PyValue {
  if (end(self).peer === null) throw osError(ENOTCONN, "Transport endpoint is not connected");
  return "";
}

/** Waits until there is something to read, as the timeout has it, and answers with `read`. */
function whenReadable(self: PySocket, read: (source: Endpoint) => PyValue): PyValue {
  const source = end(self);
  if (isReadable(source)) return read(source);
  if (self.timeout === 0) throw osError(EAGAIN, "Resource temporarily unavailable");
  const { clock } = machine.interp.host;
  const deadline = self.timeout === null ? null : clock.monotonic() + BigInt(Math.ceil(self.timeout * 1e9));
  return waitUntil(() => {
    if (isReadable(source)) return read(source);
    if (!source.open) throw osError(EBADF, "Bad file descriptor");
    if (deadline !== null && clock.monotonic() >= deadline) throw newException(PyExc_TimeoutError, "timed out");
    return undefined;
  }, deadline);
}

function recv(self: PySocket, size: number, flags: number): PyValue {
  if (size < 0) throw valueError("negative buffersize in recv");
  return whenReadable(self, (source) => new PyBytes(take(source, size, (flags & MSG_PEEK) !== 0)));
}

function recvInto(self: PySocket, target: PyValue, size: number, flags: number): PyValue {
  const { bf_getbuffer, bf_releasebuffer } = typeOf(target);
  if (bf_getbuffer === undefined) throw typeError("a read-write bytes-like object is required");
  const buffer = bf_getbuffer(target, PyBUF_WRITABLE);
  return whenReadable(self, (source) => {
    const data = take(
      source,
      size > 0 ? Math.min(size, buffer.data.length) : buffer.data.length,
      (flags & MSG_PEEK) !== 0,
    );
    buffer.data.set(data);
    bf_releasebuffer?.(target, buffer);
    return data.length;
  });
}

function send(self: PySocket, data: Uint8Array): PyValue {
  const { peer } = end(self);
  if (peer === null) throw osError(EPIPE, "Broken pipe");
  if (data.length > 0) peer.received.push(data.slice());
  return data.length;
}

function sendAll(self: PySocket, data: Uint8Array): PyValue {
  send(self, data);
  return null;
}

function shutdown(self: PySocket, how: number): PyValue {
  const own = end(self);
  if (how !== 0 && own.peer !== null) own.peer.ended = true;
  if (how !== 1) own.ended = true;
  return null;
}
