/** Ending before anything has run: help, misuse, settings that make no sense. */

/** Instead of running: what to print where, and the exit status. */
export interface Exit {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class ExitRequest {
  readonly exit: Exit;
  constructor(status: number, stdout: string, stderr: string) {
    this.exit = { status, stdout, stderr };
  }
}

/** Ends the start as `Py_ExitStatusException` does. */
export function fatal(where: string, message: string, state = "preinitialized"): never {
  const text = where === "" ? message : `${where}: ${message}`;
  throw new ExitRequest(1, "", `Fatal Python error: ${text}\nPython runtime state: ${state}\n\n`);
}
