/** How a parity tool ends: one line for each thing that it compared, which run.ts puts into its table. */

const MARK = "parity:";

/** Prints a result and sets the exit status. */
export function report(what: string, compared: number, different: number): void {
  console.log(`${MARK} ${what}\t${compared}\t${different}`);
  if (different > 0) process.exitCode = 1;
}

export interface Row {
  readonly what: string;
  readonly compared: number;
  readonly different: number;
}

/** The results among the lines that a tool printed. */
export function rowsOf(output: string): Row[] {
  const lines = output.split("\n").filter((line) => line.startsWith(MARK));
  return lines.map((line) => {
    const [what, compared, different] = line.slice(MARK.length).trim().split("\t");
    return { what, compared: Number(compared), different: Number(different) };
  });
}
