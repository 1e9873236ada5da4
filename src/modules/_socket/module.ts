/** _socket: constants, the socket type, byte order functions. Source: CPython Modules/socketmodule.c. */

import { type Str, strToJs } from "../../kernel/str.ts";
import { index } from "../../objects/abstract/number.ts";
import { bytesOf } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { cint, object, str } from "../../objects/converters.ts";
import { defineModule, fn, posOnly, varArgs, varKw } from "../../objects/declare.ts";
import { registerSocketState } from "../../objects/descriptor-state.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { newException, osError, overflowError, valueError } from "../../objects/errors.ts";
import { PyExc_OSError, PyExc_TimeoutError } from "../../objects/exceptions/types.ts";
import { machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeNew } from "../../objects/type/new.ts";
import { typeType } from "../../objects/type/type.ts";
import type { PyType } from "../../objects/type-object.ts";
import { closeEndpoint, endpoint, isReadable, makePair } from "./endpoints.ts";
import { PySocket, socketType } from "./socket.ts";

const CONSTANTS: Readonly<Record<string, number>> = {
  AF_UNSPEC: 0,
  AF_UNIX: 1,
  AF_INET: 2,
  AF_INET6: 10,
  SOCK_STREAM: 1,
  SOCK_DGRAM: 2,
  SOCK_RAW: 3,
  SOCK_NONBLOCK: 2048,
  SOCK_CLOEXEC: 524288,
  SOL_SOCKET: 1,
  SO_DEBUG: 1,
  SO_REUSEADDR: 2,
  SO_TYPE: 3,
  SO_ERROR: 4,
  SO_BROADCAST: 6,
  SO_SNDBUF: 7,
  SO_RCVBUF: 8,
  SO_KEEPALIVE: 9,
  SO_REUSEPORT: 15,
  SOMAXCONN: 4096,
  IPPROTO_IP: 0,
  IPPROTO_ICMP: 1,
  IPPROTO_TCP: 6,
  IPPROTO_UDP: 17,
  IPPROTO_IPV6: 41,
  IPV6_V6ONLY: 26,
  TCP_NODELAY: 1,
  MSG_OOB: 1,
  MSG_PEEK: 2,
  MSG_DONTWAIT: 64,
  MSG_WAITALL: 256,
  MSG_NOSIGNAL: 16384,
  SHUT_RD: 0,
  SHUT_WR: 1,
  SHUT_RDWR: 2,
  AI_PASSIVE: 1,
  AI_CANONNAME: 2,
  AI_NUMERICHOST: 4,
  AI_ADDRCONFIG: 32,
  AI_NUMERICSERV: 1024,
  EAI_AGAIN: -3,
  EAI_FAIL: -4,
  EAI_FAMILY: -6,
  EAI_NONAME: -2,
  EAI_SERVICE: -8,
  NI_NUMERICHOST: 1,
  NI_NUMERICSERV: 2,
  NI_NAMEREQD: 8,
  INADDR_ANY: 0,
  INADDR_BROADCAST: 0xffffffff,
  INADDR_LOOPBACK: 0x7f000001,
};

export default defineModule({
  name: "_socket",
  doc: "Implementation module for socket operations.",
  functions: {
    socketpair: fn(
      [posOnly("family", cint, 1), posOnly("type", cint, 1), posOnly("proto", cint, 0)],
      "Create a pair of connected socket objects.",
      socketPair,
    ),
    close: fn([posOnly("fd", cint)], "Close an integer socket file descriptor.", closeFd),
    gethostname: fn([], "Return the current host name.", () => machine.interp.host.system.nodename),
    getaddrinfo: fn([varArgs("args"), varKw("kwargs")], "Resolve host and port: there is no resolver.", noName, {
      signature: null,
    }),
    gethostbyname: fn([posOnly("host", object)], "Resolve a host: there is no resolver.", noName),
    getnameinfo: fn(
      [posOnly("sockaddr", object), posOnly("flags", cint)],
      "Resolve an address: there is no resolver.",
      noName,
    ),
    getdefaulttimeout: fn([], "Returns the default timeout in seconds for new socket objects.", () => null),
    setdefaulttimeout: fn(
      [posOnly("timeout", object)],
      "Set the default timeout in seconds for new socket objects.",
      () => null,
    ),
    htons: fn([posOnly("x", object)], "Convert a 16-bit integer from host to network byte order.", (x) =>
      swap16(x, "htons"),
    ),
    ntohs: fn([posOnly("x", object)], "Convert a 16-bit integer from network to host byte order.", (x) =>
      swap16(x, "ntohs"),
    ),
    htonl: fn([posOnly("x", object)], "Convert a 32-bit integer from host to network byte order.", (x) =>
      swap32(x, "htonl"),
    ),
    ntohl: fn([posOnly("x", object)], "Convert a 32-bit integer from network to host byte order.", (x) =>
      swap32(x, "ntohl"),
    ),
    inet_aton: fn([posOnly("ip_addr", str)], "Convert an IP address in dotted form to its 4 bytes.", aton),
    inet_ntoa: fn([posOnly("packed_ip", bytesOf)], "Convert 4 bytes to an IP address in dotted form.", ntoa),
  },
  types: () => ({ socket: socketType, SocketType: socketType, error: PyExc_OSError, timeout: PyExc_TimeoutError }),
  constants: () => ({ ...CONSTANTS, has_ipv6: false, CAPI: null }),
  exec: (_module, dict) => {
    registerSocketState((fd) => {
      const found = endpoint(fd);
      if (found === undefined) return undefined;
      return { readable: isReadable(found), writable: found.peer !== null, hangup: found.ended };
    });
    dict.set("gaierror", subclass("gaierror"));
    dict.set("herror", subclass("herror"));
  },
});

/** socket.gaierror and socket.herror, one of each for an interpreter. */
function subclass(name: string): PyType {
  const namespace = new PyDict();
  namespace.set("__module__", "socket");
  return typeNew(typeType, [name, new PyTuple([PyExc_OSError]), namespace], null) as PyType;
}

function noName(): PyValue {
  const type = machine.interp.modules.getStr("_socket") as unknown as { dict: PyDict };
  throw newException(type.dict.getStr("gaierror") as PyType, -2, "Name or service not known");
}

function socketPair(family: number, kind: number, proto: number): PyValue {
  if (family !== 1) throw osError(95, "Operation not supported");
  const ends = makePair().map(({ fd }) => {
    const socket = new PySocket();
    socket.fd = fd;
    socket.family = family;
    socket.kind = kind;
    socket.proto = proto;
    return socket;
  });
  return new PyTuple(ends);
}

function closeFd(fd: number): PyValue {
  const found = endpoint(fd);
  if (found === undefined) throw osError(9, "Bad file descriptor");
  closeEndpoint(found);
  return null;
}

function swap16(value: PyValue, name: string): PyValue {
  const int = index(value);
  if (int < 0) throw overflowError(`${name}: can't convert negative Python int to C 16-bit unsigned integer`);
  if (int > 0xffff) throw overflowError(`${name}: Python int too large to convert to C 16-bit unsigned integer`);
  const n = Number(int);
  return ((n & 0xff) << 8) | (n >> 8);
}

function swap32(value: PyValue, name: string): PyValue {
  const int = index(value);
  if (int < 0) throw overflowError(`${name}: can't convert negative Python int to C 32-bit unsigned integer`);
  if (int > 0xffffffff) throw overflowError(`${name}: Python int too large to convert to C 32-bit unsigned integer`);
  const n = Number(int);
  return (((n & 0xff) << 24) | ((n & 0xff00) << 8) | ((n >>> 8) & 0xff00) | (n >>> 24)) >>> 0;
}

function aton(text: Str): PyValue {
  const parts = strToJs(text).split(".").map(Number);
  const valid = parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part < 256);
  if (!valid) throw newException(PyExc_OSError, "illegal IP address string passed to inet_aton");
  return new PyBytes(Uint8Array.from(parts));
}

function ntoa(data: Uint8Array): PyValue {
  if (data.length !== 4) throw valueError("packed IP wrong length");
  return [...data].join(".");
}
