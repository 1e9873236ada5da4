/** Which addresses a bound socket answers to, and when two sockets may not be bound at once. Matches Linux. */
import { AF_INET6, SOCK_DGRAM } from "./constants.ts";
import type { SocketAddress } from "./host.ts";

const ANY = new Set(["", "0.0.0.0", "::"]);
const MAPPED = /^::ffff:(?=\d+\.)/;

export interface Place {
  /** The one address; "" for all of this machine. */
  readonly host: string;
  readonly four: boolean;
  readonly six: boolean;
}

/** What decides about a socket's place. */
export interface Bindable {
  readonly family: number;
  readonly type: number;
  readonly backlog: unknown;
  /** By level and name. */
  readonly options: ReadonlyMap<string, number>;
}

const IPV6_V6ONLY = "41 26";
const SO_REUSEADDR = "1 2";
const SO_REUSEPORT = "1 15";

/** Where a socket is when it is bound to an address; the file system tells places with paths apart. */
export function placeOf({ family, options }: Bindable, address: SocketAddress): Place {
  if ("path" in address) return { host: "", four: true, six: true };
  const isSix = family === AF_INET6;
  if (ANY.has(address.host)) return { host: "", four: !isSix || options.get(IPV6_V6ONLY) !== 1, six: isSix };
  if (address.host === "localhost") return { host: isSix ? "::1" : "127.0.0.1", four: !isSix, six: isSix };
  const four = address.host.replace(MAPPED, "");
  return { host: four, four: !four.includes(":"), six: four.includes(":") };
}

/** The place that a peer means: "any" address of a machine is its own. */
export function destination(socket: Bindable, address: SocketAddress): Place {
  const isAny = "host" in address && ANY.has(address.host);
  return placeOf(socket, isAny ? { ...address, host: "localhost" } : address);
}

export function overlap(a: Place, b: Place): boolean {
  if (!((a.four && b.four) || (a.six && b.six))) return false;
  return a.host === b.host || a.host === "" || b.host === "";
}

/** Whether both sockets have agreed to be bound to one place. */
export function share(a: Bindable, b: Bindable): boolean {
  const both = (option: string) => (a.options.get(option) ?? 0) !== 0 && (b.options.get(option) ?? 0) !== 0;
  if (both(SO_REUSEPORT)) return true;
  return both(SO_REUSEADDR) && (a.type === SOCK_DGRAM || (a.backlog === null && b.backlog === null));
}
