/** What `sys.modules` says about `unicodedata` decides on character names, until they are used. Source: CPython's _PyUnicode_GetNameCAPI. */
import { installNameAccess, NAMES_UNAVAILABLE } from "../kernel/unicode/access.ts";
import { newException } from "../objects/errors.ts";
import { PyExc_ImportError, PyExc_UnicodeError } from "../objects/exceptions/types.ts";
import { machine } from "../objects/machine.ts";

const KEY = {};

export function installNames(): void {
  installNameAccess({
    isAllowed: () => {
      const used = machine.interp.state(KEY, () => ({ before: false }));
      used.before ||= machine.interp.modules.getStr("unicodedata") !== null;
      return used.before;
    },
    refuseDecoding: () => {
      throw newException(PyExc_UnicodeError, NAMES_UNAVAILABLE);
    },
    refuseEncoding: () => {
      throw newException(PyExc_ImportError, 'PyCapsule_Import could not import module "unicodedata"');
    },
  });
}
