/** `sys.getsizeof()`: what C's structs would take, with the collector's header. Source: CPython Python/sysmodule.c (_PySys_GetSizeOf). */
import { encodeUtf8 } from "../../bytecode/utf8.ts";
import { intAdd } from "../../kernel/int.ts";
import { callSpecial } from "../../objects/abstract/call.ts";
import { asInt, PY_SSIZE_MAX } from "../../objects/abstract/number.ts";
import { isException, overflowError, typeError, valueError } from "../../objects/errors.ts";
import { PyExc_TypeError } from "../../objects/exceptions/types.ts";
import { machine } from "../../objects/machine.ts";
import type { Int, PyValue } from "../../objects/object.ts";
import { PyType, TPFLAGS } from "../../objects/type-object.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";

/** Bytes of the header that CPython's collector puts before each object it tracks. */
const GC_HEAD = 16;

/** Bytes of the two pointers before that, where instances have a `__dict__` or weak references of which no field of theirs tells. */
const PRE_HEADER = 16;
const MANAGED = TPFLAGS.MANAGED_DICT | TPFLAGS.MANAGED_WEAKREF;

export function getsizeof(value: PyValue, fallback: PyValue | undefined): PyValue {
  try {
    const size = sizeOf(value);
    // Static types have no such header, though their metatype says so.
    const isStatic = value instanceof PyType && (value.flags & TPFLAGS.HEAPTYPE) === 0;
    const { flags } = typeOf(value);
    const head = (flags & TPFLAGS.HAVE_GC) !== 0 && !isStatic ? GC_HEAD : 0;
    return intAdd(size, (flags & MANAGED) === 0 ? head : head + PRE_HEADER);
  } catch (caught) {
    if (fallback === undefined || !isException(caught, PyExc_TypeError)) throw caught;
    return fallback;
  }
}

function sizeOf(value: PyValue): Int {
  const answer = callSpecial(value, "__sizeof__", []);
  if (answer === undefined) throw typeError(`Type ${typeName(value)} doesn't define __sizeof__`);
  const size = asInt(answer);
  if (size === undefined) throw typeError("an integer is required");
  if (size > PY_SSIZE_MAX || size < -PY_SSIZE_MAX - 1n) {
    throw overflowError("Python int too large to convert to C ssize_t");
  }
  if (size < 0) throw valueError("__sizeof__() should return >= 0");
  return size;
}

/** Types that CPython keeps freed objects of, with their size and how many kinds there are by length. */
const FREE_LISTS: readonly (readonly [type: string, size: number])[] = [
  ["PyDictObject", 48],
  ["PyDictKeysObject", 32],
  ["PyFloatObject", 24],
  ["PyListObject", 40],
  ...Array.from({ length: 20 }, (_, i) => [`${i + 1}-sized PyTupleObject`, 32 + 8 * (i + 1)] as const),
];

/** _PyDebugAllocatorStats for each list; JavaScript allocates, and reuses nothing of this kind. */
export function debugMallocStats(): PyValue {
  const lines = FREE_LISTS.map(
    ([type, size]) => `${`0 free ${type}s * ${size} bytes each`.padStart(48)} =${"0".padStart(21)}\n`,
  );
  machine.interp.host.fs.write(2, encodeUtf8(lines.join("")));
  return null;
}
