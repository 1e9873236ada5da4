/** _typing: what typing takes from C. Source: CPython Modules/_typingmodule.c. */
import { object } from "../objects/converters.ts";
import { defineModule, fn, posOnly } from "../objects/declare.ts";
import { typeAliasType } from "../objects/typing/alias.ts";
import { genericType } from "../objects/typing/generic.ts";
import {
  NO_DEFAULT,
  paramSpecArgsType,
  paramSpecKwargsType,
  paramSpecType,
  typeVarTupleType,
  typeVarType,
} from "../objects/typing/type-param.ts";
import { unionType } from "../objects/typing/union.ts";

export default defineModule({
  name: "_typing",
  doc: "What the typing module is built on.",
  functions: { _idfunc: fn([posOnly("x", object)], null, (x) => x) },
  types: () => ({
    TypeVar: typeVarType,
    TypeVarTuple: typeVarTupleType,
    ParamSpec: paramSpecType,
    ParamSpecArgs: paramSpecArgsType,
    ParamSpecKwargs: paramSpecKwargsType,
    TypeAliasType: typeAliasType,
    Generic: genericType,
    Union: unionType,
  }),
  constants: () => ({ NoDefault: NO_DEFAULT }),
});
