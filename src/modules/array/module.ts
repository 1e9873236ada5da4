/** array: compact arrays of numbers. Source: CPython Modules/arraymodule.c. */

import { getAttr } from "../../objects/abstract/attributes.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { cint, object } from "../../objects/converters.ts";
import { defineModule, fn, posOnly } from "../../objects/declare.ts";
import { importModule } from "../../objects/import-hook.ts";
import { KINDS } from "./array.ts";
import { reconstruct, typeCode } from "./reconstruct.ts";
import { arrayType } from "./type.ts";

export default defineModule({
  name: "array",
  doc: "This module defines an object type which can efficiently represent\nan array of basic values: characters, integers, floating-point\nnumbers.",
  functions: {
    _array_reconstructor: fn(
      [
        posOnly("arraytype", object),
        posOnly("typecode", typeCode),
        posOnly("mformat_code", cint),
        posOnly("items", object),
      ],
      "Internal. Used for pickling support.",
      reconstruct,
    ),
  },
  types: () => ({ array: arrayType, ArrayType: arrayType }),
  constants: () => ({ typecodes: KINDS.map((kind) => kind.code).join("") }),
  exec() {
    const sequences = importModule("collections.abc");
    callMethod(getAttr(sequences, "MutableSequence"), "register", [arrayType]);
  },
});
