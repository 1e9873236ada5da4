/** Unpickler.find_class. Source: CPython Modules/_pickle.c (_pickle_Unpickler_find_class_impl). */
import type { Str } from "../../kernel/str.ts";
import { strSplit } from "../../kernel/str-split.ts";
import { getAttr } from "../../objects/abstract/attributes.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { audit } from "../../objects/audit.ts";
import { newException, runtimeError, typeError } from "../../objects/errors.ts";
import { toPyException } from "../../objects/exceptions/convert.ts";
import { PyExc_AttributeError } from "../../objects/exceptions/types.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeName } from "../../objects/typeof.ts";
import { importByName } from "./import.ts";
import { attributeAt } from "./save-global.ts";
import { chained } from "./state.ts";
import type { PyUnpickler } from "./unpickler.ts";

export function findClass(self: PyUnpickler, moduleName: PyValue, globalName: PyValue): PyValue {
  audit("pickle.find_class", moduleName, globalName);
  let module = moduleName;
  let name = globalName;
  if (self.proto < 3 && self.fixImports) [module, name] = python3Name(self, module, name);
  const found = importByName(module);
  const text = asStr(name);
  if (text === undefined) throw typeError(`attribute name must be string, not '${typeName(name)}'`);
  if (self.proto < 4) return getAttr(found, text);
  const path = strSplit(text, ".", -1);
  if (path.length === 1) return getAttr(found, text);
  return dotted(found, path, module, text);
}

function dotted(found: PyValue, path: readonly Str[], module: PyValue, name: Str): PyValue {
  try {
    return attributeAt(found, path);
  } catch (caught) {
    const error = toPyException(caught);
    if (error === undefined) throw caught;
    const message = `Can't resolve path ${reprJs(name)} on module ${reprJs(module)}`;
    throw chained(newException(PyExc_AttributeError, message), error);
  }
}

/** The name that a global of Python 2 has now. */
function python3Name(self: PyUnpickler, module: PyValue, name: PyValue): [PyValue, PyValue] {
  const pair = self.state.nameMapping2to3.get(new PyTuple([module, name]));
  if (pair !== undefined) {
    if (!(pair instanceof PyTuple) || pair.items.length !== 2) {
      throw runtimeError(`_compat_pickle.NAME_MAPPING values should be 2-tuples, not ${typeName(pair)}`);
    }
    const [newModule, newName] = pair.items;
    if (asStr(newModule) === undefined || asStr(newName) === undefined) {
      throw runtimeError(
        `_compat_pickle.NAME_MAPPING values should be pairs of str, not (${typeName(newModule)}, ${typeName(newName)})`,
      );
    }
    return [newModule, newName];
  }
  const renamed = self.state.importMapping2to3.get(module);
  if (renamed === undefined) return [module, name];
  if (asStr(renamed) === undefined) {
    throw runtimeError(`_compat_pickle.IMPORT_MAPPING values should be strings, not ${typeName(renamed)}`);
  }
  return [renamed, name];
}
