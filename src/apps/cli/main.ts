/** The `taipan` command. */

import { existsSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { SIGNALS } from "../../host/constants.ts";
import { NodeHost, openArchive } from "../../host/node/host.ts";
import { nodeText } from "../../host/node/native-text.ts";
import type { RunTarget } from "../../interpreter/config.ts";
import { raiseSignal } from "../../interpreter/signals.ts";
import { installNativeText } from "../../kernel/native-text.ts";
import { testModules } from "../../modules/generated/test-registry.ts";
import { plainException } from "../../modules/sys/hooks.ts";
import { TAIPAN_VERSION, VERSION, VERSION_SHORT } from "../../modules/sys/version.ts";
import { PyBaseException } from "../../objects/exceptions/base.ts";
import { newInterpreter } from "../../runtime/boot.ts";
import { runMain } from "../../runtime/main.ts";
import { libraryFolder } from "../../runtime/paths.ts";
import type { CodeCaches } from "../code-cache.ts";
import { configure } from "./configure.ts";
import { dumpStages } from "./dump.ts";
import { keepCode, optimizeLater, optimizeLoop, optimizeNow, underFirstFlags } from "./optimizer.ts";

const LIBRARY = "lib.taipan";

/** The folder with the packed library: that of the bundle, or dist/ beside the sources. */
function home(): string {
  const here = dirname(realpathSync(fileURLToPath(import.meta.url)));
  for (const folder of [here, `${here}/../../../dist`])
    if (existsSync(`${folder}/${LIBRARY}`)) return realpathSync(folder);
  process.stderr.write(`taipan: ${LIBRARY} is missing beside ${here}; npm run build makes it\n`);
  process.exit(1);
}

/** config_run_filename_abspath: tracebacks and `__file__` name the program by its whole path, `sys.argv[0]` as it was given. */
function withAbsolutePath(run: RunTarget, host: NodeHost): RunTarget {
  if (run.kind !== "file" || run.path.startsWith("/")) return run;
  return { kind: "file", path: `${host.fs.getcwd()}/${run.path.replace(/^\.\/+/, "")}` };
}

async function run(): Promise<number> {
  optimizeLater();
  const host = new NodeHost();
  const args = process.argv.slice(2);
  const versions = { short: `${VERSION_SHORT} (Taipan ${TAIPAN_VERSION})`, long: VERSION };
  const config = configure(args, host.env, versions);
  if ("status" in config) {
    process.stdout.write(config.stdout);
    process.stderr.write(config.stderr);
    return config.status;
  }
  // What the JIT makes can only be seen while the program runs.
  if (config.dump.some((stage) => stage !== "js")) {
    const { status, stdout, stderr } = dumpStages(config, host);
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    return status;
  }
  config.run = withAbsolutePath(config.run, host);
  config.orig_argv[0] = host.process.executable;
  const prefix = home();
  installNativeText(nodeText());
  const archive = openArchive(`${prefix}/${LIBRARY}`);
  host.fs.mountLibrary(libraryFolder(prefix), archive);
  try {
    const interp = newInterpreter(host, config, { archive, prefix }, testModules);
    interp.busyness.await(optimizeNow, optimizeLoop);
    host.process.onSignal(SIGNALS.SIGINT, (signal) => raiseSignal(interp, signal));
    return await runMain(interp);
  } catch (caught) {
    if (!(caught instanceof PyBaseException)) throw caught;
    process.stderr.write(`Fatal Python error: init_import_site: Failed to start\n${plainException(caught)}`);
    return 1;
  }
}

/** Runs the command that the process was started with, and ends the process; then writes the code caches that are missing. */
export function main({ isStale, saveCode }: CodeCaches): void {
  // Without this, what a long program starts with was forgotten at its end (measured: start-up half as long again from then on).
  if (isStale()) keepCode();
  process.on("exit", () => {
    if (isStale()) underFirstFlags(saveCode);
  });
  run().then(
    (status) => process.exit(status),
    (error: unknown) => {
      process.stderr.write(
        `taipan: internal error, please report it\n${error instanceof Error ? error.stack : String(error)}\n`,
      );
      process.exit(70);
    },
  );
}
