/** Whether a descriptor is ready: sockets of the interpreter register their own test, all other descriptors are the host's files. */

export interface DescriptorState {
  readonly readable: boolean;
  readonly writable: boolean;
  readonly hangup: boolean;
}

type Test = (fd: number) => DescriptorState | undefined;

const ALWAYS: DescriptorState = { readable: true, writable: true, hangup: false };

/** Descriptors of sockets begin here, above anything a host hands out. */
export const FIRST_SOCKET_FD = 0x40000000;

let socketState: Test = () => undefined;

/** Called by the socket module. */
export function registerSocketState(test: Test): void {
  socketState = test;
}

/** The state of a descriptor; undefined when a socket of that number does not exist. */
export function descriptorState(fd: number): DescriptorState | undefined {
  return fd >= FIRST_SOCKET_FD ? socketState(fd) : ALWAYS;
}
