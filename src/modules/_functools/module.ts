/** _functools: the table. Source: CPython Modules/_functoolsmodule.c. */
import { object } from "../../objects/converters.ts";
import { defineModule, fn, param, posOnly } from "../../objects/declare.ts";
import { cmpToKey } from "./cmp-to-key.ts";
import { lruCacheType } from "./lru-cache.ts";
import { PLACEHOLDER, partialType, placeholderType } from "./partial.ts";
import { reduce } from "./reduce.ts";

export default defineModule({
  name: "_functools",
  doc: "Tools that operate on functions.",
  functions: {
    reduce: fn(
      [
        posOnly("function", object),
        posOnly("iterable", object),
        param("initial", object, undefined, "<unrepresentable>"),
      ],
      "Apply a function of two arguments cumulatively to the items of an iterable, from left to right.",
      reduce,
    ),
    cmp_to_key: fn([param("mycmp", object)], "Convert a cmp= function into a key= function.", cmpToKey),
  },
  types: () => ({ partial: partialType, _PlaceholderType: placeholderType, _lru_cache_wrapper: lruCacheType }),
  constants: () => ({ Placeholder: PLACEHOLDER }),
});
