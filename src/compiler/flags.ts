/** Compiler flags and limits (Include/cpython/compile.h, code.h); `co_flags` are in src/bytecode/codeflags.ts. */

export const PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000;
/** The flags that a code object inherits: all `__future__` features. */
export const PyCF_MASK = 0x1fe0000;

export const CO_MAXBLOCKS = 21;
/** Calls and displays with more operands than this are built piecemeal (`_PY_STACK_USE_GUIDELINE`). */
export const STACK_USE_GUIDELINE = 30;
