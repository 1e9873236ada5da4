/** `--dump`: prints stages of compilation of the program that would run. */
import { HostError, strerror } from "../../host/errno.ts";
import type { Host } from "../../host/host.ts";
import { dump, STAGES } from "../../inspect/dump.ts";
import type { Config } from "../../interpreter/config.ts";
import { type Str, strFromJs, strToJs } from "../../kernel/str.ts";
import { SourceError, SourceFailure } from "../../parser/errors.ts";
import { readWhole } from "../../runtime/read-file.ts";

interface Output {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The asked stages in their order, each under a heading when there are several. */
export function dumpStages(config: Config, host: Host): Output {
  const { run, program_name: program } = config;
  if (run.kind === "module") return failure(2, `${program}: --dump takes a file, -c or standard input, not -m\n`);
  let source: Str | Uint8Array;
  let filename: Str;
  try {
    [source, filename] = readSource(config, host);
  } catch (caught) {
    if (!(caught instanceof HostError) || run.kind !== "file") throw caught;
    return failure(2, `${program}: can't open file '${run.path}': [Errno ${caught.errno}] ${strerror(caught.errno)}\n`);
  }
  const stages = STAGES.filter((stage) => config.dump.includes(stage));
  let stdout = "";
  for (const stage of stages) {
    if (stages.length > 1) stdout += `${stdout === "" ? "" : "\n"}=== ${stage} ===\n`;
    try {
      stdout += dump(stage, source, filename, { optimize: Math.min(config.optimization_level, 2) });
    } catch (caught) {
      return { status: 1, stdout, stderr: errorText(caught) };
    }
  }
  return { status: 0, stdout, stderr: "" };
}

function readSource({ run }: Config, host: Host): [Str | Uint8Array, Str] {
  if (run.kind === "command") return [strFromJs(run.source), "<string>"];
  if (run.kind !== "file") return [readWhole(host, 0), "<stdin>"];
  const fd = host.fs.open(run.path, 0);
  try {
    return [readWhole(host, fd), strFromJs(run.path)];
  } finally {
    host.fs.close(fd);
  }
}

function failure(status: number, stderr: string): Output {
  return { status, stdout: "", stderr };
}

/** The front end's own errors, as a traceback ends. */
function errorText(caught: unknown): string {
  if (caught instanceof SourceFailure) return `${caught.type}: ${caught.message}\n`;
  if (!(caught instanceof SourceError)) throw caught;
  const place = caught.lineno === null ? "" : `  File "${strToJs(caught.filename)}", line ${caught.lineno}\n`;
  const text = caught.text === null ? "" : `    ${strToJs(caught.text).trim()}\n`;
  return `${place}${text}${caught.type}: ${caught.msg}\n`;
}
