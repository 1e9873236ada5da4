/** `sys.path` at the start. Source: CPython Modules/getpath.py. */
import type { Config } from "../interpreter/config.ts";

/** $PYTHONPATH, then where CPython looks for its library. */
export function searchPaths(config: Config, prefix: string): string[] {
  const paths: string[] = [];
  if (config.pythonpath_env !== null && config.pythonpath_env !== "") paths.push(...config.pythonpath_env.split(":"));
  paths.push(`${prefix}/lib/python314.zip`, `${prefix}/lib/python3.14`, `${prefix}/lib/python3.14/lib-dynload`);
  return paths;
}

/** The folder in which the library shows itself. */
export function libraryFolder(prefix: string): string {
  return `${prefix}/lib/python3.14`;
}
