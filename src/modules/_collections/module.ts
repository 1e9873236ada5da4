/** _collections: deque, defaultdict, OrderedDict and helpers of collections. Source: CPython Modules/_collectionsmodule.c. */
import { object } from "../../objects/converters.ts";
import { defineModule, fn, posOnly } from "../../objects/declare.ts";
import { countElements } from "./count-elements.ts";
import { defaultdictType } from "./defaultdict.ts";
import { dequeIteratorType, dequeReverseIteratorType } from "./deque-iterator.ts";
import { dequeType } from "./deque-type.ts";
import { orderedDictType } from "./ordered-dict.ts";
import { tupleGetterType } from "./tuplegetter.ts";

export default defineModule({
  name: "_collections",
  doc: "High performance data structures: deque, defaultdict, OrderedDict.",
  functions: {
    _count_elements: fn(
      [posOnly("mapping", object), posOnly("iterable", object)],
      "Add one to the mapping's value for every element.",
      countElements,
    ),
  },
  types: () => ({
    deque: dequeType,
    defaultdict: defaultdictType,
    OrderedDict: orderedDictType,
    _deque_iterator: dequeIteratorType,
    _deque_reverse_iterator: dequeReverseIteratorType,
    _tuplegetter: tupleGetterType,
  }),
});
