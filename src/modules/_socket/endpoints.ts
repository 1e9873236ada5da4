/**
 * Sockets that live inside the interpreter: connected pairs, which is what event loops and thread pools need to wake each other.
 * The host offers no network, so every other family answers as a system without that protocol does.
 */
import { FIRST_SOCKET_FD } from "../../objects/descriptor-state.ts";
import { machine } from "../../objects/machine.ts";

/** One end of a connected pair. */
export interface Endpoint {
  readonly fd: number;
  peer: Endpoint | null;
  /** Bytes received and not yet read. */
  readonly received: Uint8Array[];
  /** The other side will send no more. */
  ended: boolean;
  open: boolean;
}

const KEY = {};

interface State {
  readonly endpoints: Map<number, Endpoint>;
  next: number;
}

function state(): State {
  return machine.interp.state<State>(KEY, () => ({ endpoints: new Map(), next: FIRST_SOCKET_FD }));
}

export function endpoint(fd: number): Endpoint | undefined {
  return state().endpoints.get(fd);
}

export function makePair(): [Endpoint, Endpoint] {
  const { endpoints } = state();
  const make = (): Endpoint => {
    const made: Endpoint = { fd: state().next++, peer: null, received: [], ended: false, open: true };
    endpoints.set(made.fd, made);
    return made;
  };
  const a = make();
  const b = make();
  a.peer = b;
  b.peer = a;
  return [a, b];
}

export function closeEndpoint(end: Endpoint): void {
  end.open = false;
  state().endpoints.delete(end.fd);
  if (end.peer !== null) {
    end.peer.ended = true;
    end.peer.peer = null;
    end.peer = null;
  }
}

export function isReadable(end: Endpoint): boolean {
  return end.received.length > 0 || end.ended;
}

/** Takes at most `size` bytes; `peek` leaves them. */
export function take(end: Endpoint, size: number, peek: boolean): Uint8Array {
  const parts: Uint8Array[] = [];
  let left = size;
  let i = 0;
  while (left > 0 && i < end.received.length) {
    const chunk = end.received[i];
    if (chunk.length <= left) {
      parts.push(chunk);
      left -= chunk.length;
      i++;
      continue;
    }
    parts.push(chunk.subarray(0, left));
    if (!peek) end.received[i] = chunk.subarray(left);
    left = 0;
  }
  if (!peek) end.received.splice(0, i);
  const out = new Uint8Array(size - left);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
