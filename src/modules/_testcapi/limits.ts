/** Limits of C's number types (on a 64-bit Unix). */
import { PyFloat } from "../../objects/float/float-object.ts";
import type { PyValue } from "../../objects/object.ts";

export function limits(): Record<string, PyValue> {
  return {
    CHAR_MAX: 127,
    CHAR_MIN: -128,
    UCHAR_MAX: 255,
    SHRT_MAX: 32767,
    SHRT_MIN: -32768,
    USHRT_MAX: 65535,
    INT_MAX: 2147483647,
    INT_MIN: -2147483648,
    UINT_MAX: 4294967295,
    LONG_MAX: 9223372036854775807n,
    LONG_MIN: -9223372036854775808n,
    ULONG_MAX: 18446744073709551615n,
    LLONG_MAX: 9223372036854775807n,
    LLONG_MIN: -9223372036854775808n,
    ULLONG_MAX: 18446744073709551615n,
    PY_SSIZE_T_MAX: 9223372036854775807n,
    PY_SSIZE_T_MIN: -9223372036854775808n,
    SIZE_MAX: 18446744073709551615n,
    SIZEOF_VOID_P: 8,
    SIZEOF_WCHAR_T: 4,
    SIZEOF_TIME_T: 8,
    SIZEOF_PID_T: 4,
    FLT_MAX: new PyFloat(3.4028234663852886e38),
    FLT_MIN: new PyFloat(1.1754943508222875e-38),
    DBL_MAX: new PyFloat(Number.MAX_VALUE),
    DBL_MIN: new PyFloat(2.2250738585072014e-308),
    nan_msb_is_signaling: false,
    _Py_STACK_GROWS_DOWN: 1,
    LIMITED_API_AVAILABLE: true,
    WITH_PYMALLOC: false,
    WITH_MIMALLOC: false,
  };
}
