/** _suggestions: the name that is most like another, for "Did you mean". Source: CPython Modules/_suggestions.c. */
import { strFromJs, strToJs } from "../kernel/str.ts";
import { suggestion } from "../kernel/suggestions.ts";
import { object, str } from "../objects/converters.ts";
import { defineModule, fn, posOnly } from "../objects/declare.ts";
import { typeError } from "../objects/errors.ts";
import { PyList } from "../objects/list/list.ts";
import { listType } from "../objects/list/type.ts";
import { asStr } from "../objects/str/str-object.ts";

export default defineModule({
  name: "_suggestions",
  doc: null,
  functions: {
    _generate_suggestions: fn(
      [posOnly("candidates", object), posOnly("item", str)],
      "Return the candidate that is most like item, or None when none is.",
      (candidates, item) => {
        if (!(candidates instanceof PyList) || candidates.type !== listType)
          throw typeError("candidates must be a list");
        const names = candidates.items.map((candidate) => {
          const text = asStr(candidate);
          if (text === undefined) throw typeError("all elements in 'candidates' must be strings");
          return strToJs(text);
        });
        const best = suggestion(names, strToJs(item));
        return best === undefined ? null : strFromJs(best);
      },
    ),
  },
});
