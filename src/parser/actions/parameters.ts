/** Parameter lists: CPython `_PyPegen_make_arguments` and its helpers in Parser/action_helpers.c. */
import { arg, arguments_, type expr } from "../generated/ast.ts";
import type { Token } from "../tokenizer/state.ts";
import { join_sequences } from "./sequences.ts";

export interface NameDefaultPair {
  arg: arg;
  value: expr | null;
}

/** Parameters before `/`, some with defaults. */
export interface SlashWithDefault {
  plain_names: arg[];
  names_with_defaults: NameDefaultPair[];
}

/** `*args`, keyword-only parameters, `**kwargs`. */
export interface StarEtc {
  vararg: arg | null;
  kwonlyargs: NameDefaultPair[] | null;
  kwarg: arg | null;
}

export function add_type_comment_to_arg(a: arg, comment: Token | null): arg {
  if (comment === null) return a;
  return arg(a.arg, a.annotation, comment.string, a.lineno, a.col_offset, a.end_lineno, a.end_col_offset);
}

export function name_default_pair(a: arg, value: expr | null, comment: Token | null): NameDefaultPair {
  return { arg: add_type_comment_to_arg(a, comment), value };
}

export function slash_with_default(plain_names: arg[], names_with_defaults: NameDefaultPair[]): SlashWithDefault {
  return { plain_names, names_with_defaults };
}

export function star_etc(vararg: arg | null, kwonlyargs: NameDefaultPair[] | null, kwarg: arg | null): StarEtc {
  return { vararg, kwonlyargs, kwarg };
}

const get_names = (pairs: NameDefaultPair[]): arg[] => pairs.map((pair) => pair.arg);
/** Only keyword-only parameters may lack a default, and their list says so with null. */
const get_defaults = (pairs: NameDefaultPair[]): expr[] => pairs.map((pair) => pair.value!);

export function make_arguments(
  slash_without_default: arg[] | null,
  slash: SlashWithDefault | null,
  plain_names: arg[] | null,
  names_with_default: NameDefaultPair[] | null,
  star: StarEtc | null,
): arguments_ {
  const posonlyargs =
    slash_without_default ??
    (slash === null ? [] : join_sequences(slash.plain_names, get_names(slash.names_with_defaults)));
  const args = join_sequences(plain_names ?? [], get_names(names_with_default ?? []));
  const defaults = join_sequences(
    get_defaults(slash === null ? [] : slash.names_with_defaults),
    get_defaults(names_with_default ?? []),
  );
  const kwonly = star?.kwonlyargs ?? [];
  const kw_defaults = kwonly.map((pair) => pair.value);
  return arguments_(
    posonlyargs,
    args,
    star?.vararg ?? null,
    get_names(kwonly),
    kw_defaults,
    star?.kwarg ?? null,
    defaults,
  );
}

export const empty_arguments = (): arguments_ => arguments_([], [], null, [], [], null, []);
