/**
 * _socket: the table. The network is the host's; without more than that it is the process itself, where sockets of one interpreter
 * talk to each other. Source: CPython Modules/socketmodule.c.
 */
import { AF_INET, AF_INET6, SOCK_STREAM } from "../../host/constants.ts";
import { type Str, strFromJs, strToJs } from "../../kernel/str.ts";
import { bytesOf } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { PyCapsule } from "../../objects/capsule.ts";
import { anyInt, cint, object, ssize, str } from "../../objects/converters.ts";
import { defineModule, defineType, fn, param, posOnly } from "../../objects/declare.ts";
import { newException, overflowError, valueError } from "../../objects/errors.ts";
import { PyOSError } from "../../objects/exceptions/base.ts";
import { PyExc_OSError, PyExc_TimeoutError } from "../../objects/exceptions/types.ts";
import { fildes } from "../../objects/fildes.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { hostCall, osErrorFor } from "../../objects/host-call.ts";
import { PyList } from "../../objects/list/list.ts";
import { machine } from "../../objects/machine.ts";
import type { Int, PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { formatIPv6, installGaierror, parseAton, parseIPv4, parseIPv6 } from "./address.ts";
import { SOCKET_CONSTANTS } from "./constants.ts";
import * as names from "./names.ts";
import { defaults, PySocket, parseTimeout, socketType } from "./socket.ts";

const error = (name: string): PyType =>
  defineType<PyOSError>({
    name: `socket.${name}`,
    doc: null,
    flags: ["basetype", "dict", "heaptype"],
    base: () => PyExc_OSError,
    alloc: (type) => new PyOSError(type, new PyTuple([])),
  });

const herrorType = error("herror");
const gaierrorType = error("gaierror");
installGaierror(() => gaierrorType);

const swap16 = (value: number): number => ((value & 255) << 8) | (value >> 8);
const swap32 = (value: number): number =>
  (((value & 255) << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24)) >>> 0;

export default defineModule({
  name: "_socket",
  doc: "Sockets: the part that socket.py builds on.",
  functions: {
    close: fn(
      [posOnly("fd", object)],
      "Close a socket's descriptor.",
      (fd) => {
        hostCall(() => machine.interp.host.fs.close(fildes(fd)));
        return null;
      },
      { signature: null },
    ),
    dup: fn(
      [posOnly("fd", object)],
      "Duplicate a socket's descriptor.",
      (fd) => hostCall(() => machine.interp.host.fs.dup(fildes(fd))),
      { signature: null },
    ),
    socketpair: fn(
      [posOnly("family", cint, 1), posOnly("type", cint, SOCK_STREAM), posOnly("proto", cint, 0)],
      "Create a pair of connected sockets.",
      socketpair,
      { signature: null },
    ),
    gethostname: fn([], "Return the name of this machine.", names.gethostname, { signature: null }),
    gethostbyname: fn([posOnly("host", str)], "Return the IPv4 address of a host.", names.gethostbyname, {
      signature: null,
    }),
    gethostbyname_ex: fn(
      [posOnly("host", str)],
      "Return name, aliases and addresses of a host.",
      names.gethostbynameEx,
      { signature: null },
    ),
    gethostbyaddr: fn([posOnly("host", str)], "Return name, aliases and addresses of a host.", names.gethostbyaddr, {
      signature: null,
    }),
    getaddrinfo: fn(
      [
        param("host", object),
        param("port", object),
        param("family", cint, 0),
        param("type", cint, 0),
        param("proto", cint, 0),
        param("flags", cint, 0),
      ],
      "Resolve host and port into addrinfo structures.",
      names.getaddrinfo,
      { signature: null },
    ),
    getnameinfo: fn(
      [posOnly("sockaddr", object), posOnly("flags", cint)],
      "Get host and port for an address.",
      names.getnameinfo,
      { signature: null },
    ),
    getservbyname: fn(
      [posOnly("servicename", str), posOnly("protocolname", str, undefined)],
      "Return the port number of a service.",
      names.getservbyname,
      { signature: null },
    ),
    getservbyport: fn(
      [posOnly("port", port), posOnly("protocolname", str, undefined)],
      "Return the name of a service.",
      names.getservbyport,
      { signature: null },
    ),
    getprotobyname: fn([posOnly("name", str)], "Return the number of a protocol.", names.getprotobyname, {
      signature: null,
    }),
    ntohs: fn([posOnly("x", anyInt)], "Swap two bytes from network order where the machine has another one.", (x) =>
      swap16(bits(x, 16, "ntohs")),
    ),
    ntohl: fn([posOnly("x", anyInt)], "Swap four bytes from network order where the machine has another one.", (x) =>
      swap32(bits(x, 32, "ntohl")),
    ),
    htons: fn([posOnly("x", anyInt)], "Swap two bytes into network order where the machine has another one.", (x) =>
      swap16(bits(x, 16, "htons")),
    ),
    htonl: fn([posOnly("x", anyInt)], "Swap four bytes into network order where the machine has another one.", (x) =>
      swap32(bits(x, 32, "htonl")),
    ),
    inet_aton: fn([posOnly("ip_addr", str)], "Convert an IPv4 address from text to bytes.", inetAton),
    inet_ntoa: fn([posOnly("packed_ip", object)], "Convert an IPv4 address from bytes to text.", inetNtoa),
    inet_pton: fn([posOnly("af", cint), posOnly("ip", str)], "Convert an address from text to bytes.", inetPton, {
      signature: null,
    }),
    inet_ntop: fn(
      [posOnly("af", cint), posOnly("packed_ip", object)],
      "Convert an address from bytes to text.",
      inetNtop,
      { signature: null },
    ),
    getdefaulttimeout: fn(
      [],
      "Return the default timeout of new sockets, or None.",
      () => {
        const { timeout } = defaults();
        return timeout === null ? null : new PyFloat(timeout);
      },
      { signature: null },
    ),
    setdefaulttimeout: fn(
      [posOnly("timeout", object)],
      "Set the default timeout of new sockets.",
      (timeout) => {
        defaults().timeout = parseTimeout(timeout);
        return null;
      },
      { signature: null },
    ),
    if_nameindex: fn(
      [],
      "Return a list of network interfaces.",
      () => new PyList(names.INTERFACES.map((name, i) => new PyTuple([i + 1, name]))),
      { signature: null },
    ),
    if_nametoindex: fn([posOnly("oname", str)], "Return the index of a network interface.", (name) => {
      const index = names.INTERFACES.indexOf(strToJs(name)) + 1;
      if (index === 0) throw newException(PyExc_OSError, "no interface with this name");
      return index;
    }),
    if_indextoname: fn([posOnly("if_index", cint)], "Return the name of a network interface.", (index) => {
      const name = names.INTERFACES[index - 1];
      if (name === undefined) throw osErrorFor(6);
      return name;
    }),
    CMSG_LEN: fn(
      [posOnly("length", ssize)],
      "Length of an ancillary data item.",
      (length) => checkedSize(length, "CMSG_LEN") + 16,
    ),
    CMSG_SPACE: fn(
      [posOnly("length", ssize)],
      "Room that an ancillary data item needs.",
      (length) => ((checkedSize(length, "CMSG_SPACE") + 7) & ~7) + 16,
    ),
  },
  types: () => ({ socket: socketType, SocketType: socketType, herror: herrorType, gaierror: gaierrorType }),
  constants: () => ({
    ...SOCKET_CONSTANTS,
    CAPI: new PyCapsule("_socket.CAPI", true),
    error: PyExc_OSError,
    has_ipv6: true,
    timeout: PyExc_TimeoutError,
  }),
});

function socketpair(family: number, type: number, proto: number): PyValue {
  const ends = hostCall(() => machine.interp.host.net.socketpair(family, type, proto));
  return new PyTuple(
    ends.map((fd) => {
      const socket = new PySocket();
      Object.assign(socket, { fd, family, kind: type, proto, timeout: defaults().timeout });
      return socket;
    }),
  );
}

function port(value: PyValue): number {
  const number = cint(value);
  if (number < 0 || number > 65535) throw overflowError("getservbyport: port must be 0-65535.");
  return number;
}

function bits(value: Int, size: number, func: string): number {
  if (value < 0) throw overflowError(`${func}: can't convert negative Python int to C ${size}-bit unsigned integer`);
  if (value >= 2 ** size)
    throw overflowError(`${func}: Python int too large to convert to C ${size}-bit unsigned integer`);
  return Number(value);
}

function checkedSize(length: number, func: string): number {
  if (length < 0 || length > 0x7fffffff) throw overflowError(`${func}() argument out of range`);
  return length;
}

function inetAton(text: Str): PyValue {
  const data = parseAton(strToJs(text));
  if (data === null) throw newException(PyExc_OSError, "illegal IP address string passed to inet_aton");
  return new PyBytes(data);
}

function inetNtoa(packed: PyValue): PyValue {
  const data = bytesOf(packed);
  if (data.length !== 4) throw newException(PyExc_OSError, "packed IP wrong length");
  return data.join(".");
}

function inetPton(family: number, text: Str): PyValue {
  if (family !== AF_INET && family !== AF_INET6) throw osErrorFor(97);
  const data = family === AF_INET ? parseIPv4(strToJs(text)) : parseIPv6(strToJs(text));
  if (data === null) throw newException(PyExc_OSError, "illegal IP address string passed to inet_pton");
  return new PyBytes(data);
}

function inetNtop(family: number, packed: PyValue): PyValue {
  const data = bytesOf(packed);
  if (family !== AF_INET && family !== AF_INET6) throw valueError(`unknown address family ${family}`);
  if (data.length !== (family === AF_INET ? 4 : 16)) throw valueError("invalid length of packed IP address string");
  return strFromJs(family === AF_INET ? data.join(".") : formatIPv6(data));
}
