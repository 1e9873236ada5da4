/** Which Python this is. The language's and library's version is CPython's whose library is packed; our own stands in brackets. */

export const MAJOR = 3;
export const MINOR = 14;
export const MICRO = 2;
export const HEXVERSION = (MAJOR << 24) | (MINOR << 16) | (MICRO << 8) | 0xf0;
export const VERSION_SHORT = `${MAJOR}.${MINOR}.${MICRO}`;
export const TAIPAN_VERSION = "0.1.0";
/** `sys.version`, in the form that `platform` takes apart. */
export const VERSION = `${VERSION_SHORT} (main, Dec  5 2025, 00:00:00) [Taipan ${TAIPAN_VERSION}]`;
export const API_VERSION = 1013;
export const CACHE_TAG = `cpython-${MAJOR}${MINOR}`;

/** Numeric hashes are CPython's on 64-bit machines: modulo the Mersenne prime 2**61 - 1. */
export const HASH_BITS = 64;
export const HASH_MODULUS = 2305843009213693951n;
export const HASH_INF = 314159;
export const HASH_IMAG = 1000003;

export const COPYRIGHT = `Copyright (c) 2001 Python Software Foundation.
All Rights Reserved.

Copyright (c) 2000 BeOpen.com.
All Rights Reserved.

Copyright (c) 1995-2001 Corporation for National Research Initiatives.
All Rights Reserved.

Copyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.
All Rights Reserved.`;
