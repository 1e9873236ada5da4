/** PyConfig_Get(): what the interpreter was set up with. Source: CPython Modules/_testcapi/config.c. */

import { currentThread } from "../../interpreter/thread.ts";
import { strFromJs } from "../../kernel/str.ts";
import { strJs } from "../../objects/abstract/repr.ts";
import { valueError } from "../../objects/errors.ts";
import { PyList } from "../../objects/list/list.ts";
import type { PyValue } from "../../objects/object.ts";

export function configGet(name: PyValue): PyValue {
  const option = strJs(name);
  const config = currentThread.interp.config as unknown as Record<string, unknown>;
  const value = Object.hasOwn(config, option) ? config[option] : undefined;
  if (value === null || typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value === "string") return strFromJs(value);
  if (Array.isArray(value)) return new PyList(value.map((item) => strFromJs(String(item))));
  throw valueError(`unknown config option name: ${option}`);
}
