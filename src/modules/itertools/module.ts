/** itertools: the table. Every tool is a type in the file of its family. Source: CPython Modules/itertoolsmodule.c. */
import { object, ssize } from "../../objects/converters.ts";
import { defineModule, fn, posOnly } from "../../objects/declare.ts";
import { combinationsType, cwrType, permutationsType, productType } from "./combinatoric.ts";
import { accumulateType, batchedType, chainType, pairwiseType, zipLongestType } from "./combine.ts";
import { groupbyType, grouperType } from "./groupby.ts";
import { countType, cycleType, repeatType } from "./infinite.ts";
import { compressType, dropwhileType, filterfalseType, isliceType, starmapType, takewhileType } from "./select.ts";
import { makeTees, teeDataType, teeType } from "./tee.ts";

export default defineModule({
  name: "itertools",
  doc: "Functional tools for creating and using iterators.",
  functions: {
    tee: fn(
      [posOnly("iterable", object), posOnly("n", ssize, 2)],
      "Returns a tuple of n independent iterators.",
      makeTees,
    ),
  },
  types: () => ({
    accumulate: accumulateType,
    batched: batchedType,
    chain: chainType,
    combinations: combinationsType,
    combinations_with_replacement: cwrType,
    compress: compressType,
    count: countType,
    cycle: cycleType,
    dropwhile: dropwhileType,
    filterfalse: filterfalseType,
    groupby: groupbyType,
    islice: isliceType,
    pairwise: pairwiseType,
    permutations: permutationsType,
    product: productType,
    repeat: repeatType,
    starmap: starmapType,
    takewhile: takewhileType,
    zip_longest: zipLongestType,
    _grouper: grouperType,
    _tee: teeType,
    _tee_dataobject: teeDataType,
  }),
});
