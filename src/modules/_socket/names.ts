/** Names of hosts and services. Source: CPython Modules/socketmodule.c (getaddrinfo and its kin). */

import { AF_INET, AF_INET6, SOCK_DGRAM, SOCK_STREAM } from "../../host/constants.ts";
import { HostError } from "../../host/errno.ts";
import { type Str, strFromJs, strToJs } from "../../kernel/str.ts";
import { asInt } from "../../objects/abstract/number.ts";
import { audit } from "../../objects/audit.ts";
import { bytesIfLike } from "../../objects/bytes/bytes-like.ts";
import { newException, typeError } from "../../objects/errors.ts";
import { PyExc_OSError } from "../../objects/exceptions/types.ts";
import { PyList } from "../../objects/list/list.ts";
import { machine, suspend } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { formatIPv6, gaierror, parseIPv4, parseIPv6 } from "./address.ts";

/** The services that programs ask for; the full table is the system's. */
const SERVICES: readonly (readonly [name: string, port: number, protocols: string])[] = [
  ["echo", 7, "tcp udp"],
  ["discard", 9, "tcp udp"],
  ["daytime", 13, "tcp udp"],
  ["ftp-data", 20, "tcp"],
  ["ftp", 21, "tcp"],
  ["ssh", 22, "tcp"],
  ["telnet", 23, "tcp"],
  ["smtp", 25, "tcp"],
  ["time", 37, "tcp udp"],
  ["domain", 53, "tcp udp"],
  ["tftp", 69, "udp"],
  ["http", 80, "tcp"],
  ["pop3", 110, "tcp"],
  ["nntp", 119, "tcp"],
  ["ntp", 123, "udp"],
  ["imap2", 143, "tcp"],
  ["snmp", 161, "udp"],
  ["ldap", 389, "tcp"],
  ["https", 443, "tcp udp"],
  ["syslog", 514, "udp"],
  ["imaps", 993, "tcp"],
  ["pop3s", 995, "tcp"],
];
const PROTOCOLS: Readonly<Record<string, number>> = {
  ip: 0,
  icmp: 1,
  igmp: 2,
  tcp: 6,
  udp: 17,
  ipv6: 41,
  "ipv6-icmp": 58,
};

const EAI_NONAME = -2;
const EAI_SERVICE = -8;
const EAI_FAMILY = -6;
const AI_PASSIVE = 1;
const AI_CANONNAME = 2;
const AI_NUMERICHOST = 4;
const AI_NUMERICSERV = 1024;
const IPPROTO_TCP = 6;
const IPPROTO_UDP = 17;

/** The network interfaces; their indices count from 1. */
export const INTERFACES: readonly string[] = ["lo"];

const noName = (): PyValue => gaierror(EAI_NONAME, "Name or service not known");

function hostName(value: PyValue): string | null {
  if (value === null) return null;
  const text = asStr(value);
  if (text !== undefined) return strToJs(text);
  const data = bytesIfLike(value);
  if (data === undefined) throw typeError("getaddrinfo() argument 1 must be string or None");
  return String.fromCharCode(...data);
}

function servicePort(value: PyValue, flags: number): number {
  if (value === null) return 0;
  const int = asInt(value);
  if (int !== undefined) return Number(int) & 0xffff;
  const data = bytesIfLike(value);
  const text = asStr(value) ?? (data === undefined ? undefined : String.fromCharCode(...data));
  if (text === undefined) throw newException(PyExc_OSError, "Int or String expected");
  const name = strToJs(text);
  if (name === "") return 0;
  if (/^\d+$/.test(name)) return Number(name) & 0xffff;
  const found = SERVICES.find(([service]) => service === name);
  if (found === undefined || (flags & AI_NUMERICSERV) !== 0) {
    throw gaierror(EAI_SERVICE, "Servname not supported for ai_socktype");
  }
  return found[1];
}

export function getaddrinfo(
  host: PyValue,
  port: PyValue,
  family: number,
  type: number,
  proto: number,
  flags: number,
): PyValue {
  audit("socket.getaddrinfo", host, port, family, type, proto);
  const name = hostName(host);
  const number = servicePort(port, flags);
  if (name === null && port === null) throw noName();
  if (family !== 0 && family !== AF_INET && family !== AF_INET6) throw gaierror(EAI_FAMILY, "ai_family not supported");
  const finish = (addresses: readonly string[], scope = 0): PyValue => {
    const results: PyValue[] = [];
    for (const address of addresses) {
      const kind = address.includes(":") ? AF_INET6 : AF_INET;
      if (family !== 0 && family !== kind) continue;
      for (const [socktype, protocol] of [
        [SOCK_STREAM, IPPROTO_TCP],
        [SOCK_DGRAM, IPPROTO_UDP],
        [3, 0],
      ] as const) {
        if ((type !== 0 && type !== socktype) || (proto !== 0 && protocol !== 0 && proto !== protocol)) continue;
        const place: PyValue[] = [address, number];
        if (kind === AF_INET6) place.push(0, scope);
        const canonical = (flags & AI_CANONNAME) !== 0 && name !== null ? strFromJs(name) : "";
        results.push(new PyTuple([kind, socktype, protocol === 0 ? proto : protocol, canonical, new PyTuple(place)]));
      }
    }
    if (results.length === 0) throw noName();
    return new PyList(results);
  };
  if (name === null) return finish((flags & AI_PASSIVE) !== 0 ? ["0.0.0.0", "::"] : ["127.0.0.1", "::1"]);
  const numeric = numericAddress(name);
  if (numeric !== null) return finish([numeric], scopeOf(name));
  if ((flags & AI_NUMERICHOST) !== 0) throw noName();
  if (name === "localhost") return finish(["127.0.0.1", "::1"]);
  return looked(name, finish);
}

/** A numeric address in its usual form, or null. */
function numericAddress(name: string): string | null {
  if (parseIPv4(name) !== null) return name;
  const six = parseIPv6(name);
  return six === null ? null : formatIPv6(six);
}

/** The index of the interface that an IPv6 address names behind `%`, by its number or its name; 0 for none. */
function scopeOf(name: string): number {
  const [, scope] = name.split("%");
  if (scope === undefined) return 0;
  const index = /^\d+$/.test(scope) ? Number(scope) : INTERFACES.indexOf(scope) + 1;
  if (index === 0) throw noName();
  return index;
}

/** Asks the host for the addresses of a name. */
function looked(name: string, finish: (addresses: readonly string[]) => PyValue): PyValue {
  const found = machine.interp.host.net.lookup(name).then(finish, (error) => {
    if (error instanceof HostError) throw noName();
    throw error;
  });
  return suspend(found);
}

export function gethostbyname(host: Str): PyValue {
  audit("socket.gethostbyname", host);
  const name = strToJs(host);
  if (name === "") return "0.0.0.0";
  if (name === "localhost") return "127.0.0.1";
  if (parseIPv4(name) !== null) return name;
  return looked(name, ([first]) => first);
}

export function gethostbynameEx(host: Str): PyValue {
  const name = strToJs(host);
  const finish = (addresses: readonly string[]): PyValue =>
    new PyTuple([host, new PyList([]), new PyList([...addresses])]);
  if (name === "localhost") return finish(["127.0.0.1"]);
  return parseIPv4(name) !== null ? finish([name]) : looked(name, finish);
}

export function gethostbyaddr(host: Str): PyValue {
  const name = strToJs(host);
  const local = name === "127.0.0.1" || name === "::1" || name === "localhost";
  if (!local) throw newException(PyExc_OSError, 1, "Unknown host");
  return new PyTuple(["localhost", new PyList([]), new PyList([name === "localhost" ? "127.0.0.1" : name])]);
}

export function gethostname(): PyValue {
  audit("socket.gethostname");
  return strFromJs(machine.interp.host.system.nodename);
}

export function getnameinfo(address: PyValue, flags: number): PyValue {
  const NI_NUMERICHOST = 1;
  const NI_NUMERICSERV = 2;
  const NI_NAMEREQD = 8;
  if (!(address instanceof PyTuple)) throw typeError("getnameinfo() argument 1 must be a tuple");
  const [host, port] = address.items;
  const text = asStr(host);
  if (text === undefined || asInt(port) === undefined) throw typeError(`getnameinfo(): illegal sockaddr argument`);
  const name = numericAddress(strToJs(text));
  if (name === null) throw noName();
  const isLocal = name === "127.0.0.1" || name === "::1";
  if (!isLocal && (flags & NI_NAMEREQD) !== 0) throw noName();
  const shown = isLocal && (flags & NI_NUMERICHOST) === 0 ? "localhost" : name;
  const service = SERVICES.find(([, number]) => number === port);
  const named = service !== undefined && (flags & NI_NUMERICSERV) === 0 ? service[0] : String(port);
  return new PyTuple([shown, named]);
}

export function getservbyname(name: Str, protocol: Str | undefined): PyValue {
  const wanted = protocol === undefined ? undefined : strToJs(protocol);
  const found = SERVICES.find(
    ([service, , protocols]) =>
      service === strToJs(name) && (wanted === undefined || protocols.split(" ").includes(wanted)),
  );
  if (found === undefined) throw newException(PyExc_OSError, "service/proto not found");
  return found[1];
}

export function getservbyport(port: number, protocol: Str | undefined): PyValue {
  const wanted = protocol === undefined ? undefined : strToJs(protocol);
  const found = SERVICES.find(
    ([, number, protocols]) => number === port && (wanted === undefined || protocols.split(" ").includes(wanted)),
  );
  if (found === undefined) throw newException(PyExc_OSError, "port/proto not found");
  return found[0];
}

export function getprotobyname(name: Str): PyValue {
  const number = PROTOCOLS[strToJs(name)];
  if (number === undefined) throw newException(PyExc_OSError, "protocol not found");
  return number;
}
