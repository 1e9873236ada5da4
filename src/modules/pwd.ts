/** pwd: the password database, as /etc/passwd of the host has it. Source: CPython Modules/pwdmodule.c. */
import { type Str, strFromJs, strToJs } from "../kernel/str.ts";
import { asInt } from "../objects/abstract/number.ts";
import { reprJs } from "../objects/abstract/repr.ts";
import { accountRows } from "../objects/account-file.ts";
import { object, str } from "../objects/converters.ts";
import { defineModule, fn, posOnly } from "../objects/declare.ts";
import { keyError, overflowError, typeError } from "../objects/errors.ts";
import { PyList } from "../objects/list/list.ts";
import type { PyValue } from "../objects/object.ts";
import { defineStructSeq, newStructSeq } from "../objects/tuple/structseq.ts";
import { typeName } from "../objects/typeof.ts";

export const structPasswdType = defineStructSeq({
  name: "pwd.struct_passwd",
  doc: "pwd.struct_passwd: Results from getpw*() routines.",
  fields: [
    ["pw_name", "user name"],
    ["pw_passwd", "password"],
    ["pw_uid", "user id"],
    ["pw_gid", "group id"],
    ["pw_gecos", "real name"],
    ["pw_dir", "home directory"],
    ["pw_shell", "shell program"],
  ],
});

export default defineModule({
  name: "pwd",
  doc: "The password database of the system: user names, ids, home directories.",
  functions: {
    getpwuid: fn(
      [posOnly("uidobj", object)],
      "Return the password database entry for the given numeric user ID.",
      getpwuid,
    ),
    getpwnam: fn([posOnly("name", str)], "Return the password database entry for the given user name.", getpwnam),
    getpwall: fn(
      [],
      "Return a list of all available password database entries, in arbitrary order.",
      () => new PyList(rows().map(entry)),
    ),
  },
  types: () => ({ struct_passwd: structPasswdType }),
});

const rows = (): string[][] => accountRows("/etc/passwd", 7);

function entry(fields: readonly string[]): PyValue {
  const values = fields.map((text, i): PyValue => (i === 2 || i === 3 ? Number(text) : strFromJs(text)));
  return newStructSeq(structPasswdType, values);
}

function getpwuid(uid: PyValue): PyValue {
  const number = asInt(uid);
  if (number === undefined) throw typeError(`uid should be integer, not ${typeName(uid)}`);
  if (number < -1) throw overflowError("uid is less than minimum");
  const found = rows().find((fields) => Number(fields[2]) === Number(number));
  if (found === undefined) throw keyError(`getpwuid(): uid not found: ${number}`);
  return entry(found);
}

function getpwnam(name: Str): PyValue {
  const text = strToJs(name);
  const found = rows().find((fields) => fields[0] === text);
  if (found === undefined) throw keyError(strFromJs(`getpwnam(): name not found: ${reprJs(name)}`));
  return entry(found);
}
