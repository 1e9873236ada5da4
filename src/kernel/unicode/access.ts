/**
 * Whether the interpreter that runs may use character names: CPython imports `unicodedata` for `\N{…}` and `namereplace`, which a
 * program can prevent. Who runs interpreters puts its answers here.
 */
export interface NameAccess {
  isAllowed(): boolean;
  /** Throws what decoding, or encoding, fails with. */
  refuseDecoding(): never;
  refuseEncoding(): never;
}

const refuse = (): never => {
  throw new Error(NAMES_UNAVAILABLE);
};

export const NAMES_UNAVAILABLE = "\\N escapes not supported (can't load unicodedata module)";

export let nameAccess: NameAccess = { isAllowed: () => true, refuseDecoding: refuse, refuseEncoding: refuse };

export function installNameAccess(access: NameAccess): void {
  nameAccess = access;
}
