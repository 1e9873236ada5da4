/** The sequence protocol by its slots. Source: CPython Modules/_testlimitedcapi/abstract.c. */
import { sequenceGet, sequenceSet } from "../../objects/abstract/container.ts";
import { object, ssize } from "../../objects/converters.ts";
import { type CallableSpec, fn, posOnly } from "../../objects/declare.ts";

const obj = posOnly("obj", object);
const i = posOnly("i", ssize);

export const SEQUENCE_FUNCTIONS: Record<string, CallableSpec> = {
  sequence_delitem: fn(
    [obj, i],
    "PySequence_DelItem()",
    (value, at) => {
      sequenceSet(value, at, undefined);
      return 0;
    },
    { signature: null },
  ),
  sequence_getitem: fn([obj, i], "PySequence_GetItem()", sequenceGet, { signature: null }),
  sequence_setitem: fn(
    [obj, i, posOnly("v", object)],
    "PySequence_SetItem()",
    (value, at, item) => {
      sequenceSet(value, at, item);
      return 0;
    },
    { signature: null },
  ),
};
