/** grp: the group database, as /etc/group of the host has it. Source: CPython Modules/grpmodule.c. */
import { type Str, strFromJs, strToJs } from "../kernel/str.ts";
import { asInt } from "../objects/abstract/number.ts";
import { reprJs } from "../objects/abstract/repr.ts";
import { accountRows } from "../objects/account-file.ts";
import { object } from "../objects/converters.ts";
import { defineModule, fn, param } from "../objects/declare.ts";
import { keyError, overflowError, typeError, valueError } from "../objects/errors.ts";
import { PyList } from "../objects/list/list.ts";
import type { PyValue } from "../objects/object.ts";
import { asStr } from "../objects/str/str-object.ts";
import { defineStructSeq, newStructSeq } from "../objects/tuple/structseq.ts";
import { typeName } from "../objects/typeof.ts";

export const structGroupType = defineStructSeq({
  name: "grp.struct_group",
  doc: "grp.struct_group: Results from getgr*() routines.",
  fields: [
    ["gr_name", "group name"],
    ["gr_passwd", "password"],
    ["gr_gid", "group id"],
    ["gr_mem", "group members"],
  ],
});

export default defineModule({
  name: "grp",
  doc: "The group database of the system: names, ids, members.",
  functions: {
    getgrgid: fn([param("id", object)], "Return the group database entry for the given numeric group ID.", getgrgid),
    getgrnam: fn([param("name", groupName)], "Return the group database entry for the given group name.", getgrnam),
    getgrall: fn(
      [],
      "Return a list of all available group database entries, in arbitrary order.",
      () => new PyList(rows().map(entry)),
    ),
  },
  types: () => ({ struct_group: structGroupType }),
});

/** Converter: a str, in the words of the format "U". */
function groupName(value: PyValue): Str {
  const text = asStr(value);
  if (text === undefined) throw typeError(`getgrnam() argument 1 must be str, not ${typeName(value)}`);
  return text;
}

const rows = (): string[][] => accountRows("/etc/group", 4);

function entry([name, password, gid, members]: readonly string[]): PyValue {
  const list = members === "" ? [] : members.split(",").map(strFromJs);
  return newStructSeq(structGroupType, [strFromJs(name), strFromJs(password), Number(gid), new PyList(list)]);
}

function getgrgid(gid: PyValue): PyValue {
  const number = asInt(gid);
  if (number === undefined) throw typeError(`gid should be integer, not ${typeName(gid)}`);
  if (number < -1 || (number > 0xffffffff && number <= 0x7fffffffffffffffn)) {
    throw overflowError("gid is less than minimum");
  }
  if (number > 0xffffffff) throw overflowError("gid is greater than maximum");
  const found = rows().find((fields) => Number(fields[2]) === Number(number));
  if (found === undefined) throw keyError(`getgrgid(): gid not found: ${number}`);
  return entry(found);
}

function getgrnam(name: Str): PyValue {
  const text = strToJs(name);
  if (text.includes("\0")) throw valueError("embedded null byte");
  const found = rows().find((fields) => fields[0] === text);
  if (found === undefined) throw keyError(strFromJs(`getgrnam(): name not found: ${reprJs(name)}`));
  return entry(found);
}
