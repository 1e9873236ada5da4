/** What `sysconfig` reads of the build: the module that CPython's makefile writes, as far as it means something here. */
import { defineModule, type ModuleSpec } from "../objects/declare.ts";
import { PyDict } from "../objects/dict/dict.ts";
import type { PyValue } from "../objects/object.ts";

/** The module `_sysconfigdata_ABIFLAGS_PLATFORM_MULTIARCH`. */
export function sysconfigData(platform: string, prefix: string): ModuleSpec {
  const vars: Record<string, PyValue> = {
    prefix,
    exec_prefix: prefix,
    BINDIR: `${prefix}/bin`,
    LIBDIR: `${prefix}/lib`,
    LIBDEST: `${prefix}/lib/python3.14`,
    INCLUDEPY: `${prefix}/include/python3.14`,
    VERSION: "3.14",
    EXT_SUFFIX: "",
    SOABI: "cpython-314",
    ABIFLAGS: "",
    EXE: "",
    MACHDEP: platform,
    MULTIARCH: `javascript-${platform}`,
    PLATLIBDIR: "lib",
    SIZEOF_VOID_P: 8,
    SIZEOF_LONG: 8,
    SIZEOF_TIME_T: 8,
    Py_DEBUG: 0,
    Py_GIL_DISABLED: 0,
    Py_ENABLE_SHARED: 0,
    Py_TRACE_REFS: 0,
    WITH_DOC_STRINGS: 1,
    WITH_PYMALLOC: 0,
    HAVE_FORK: 0,
    CONFIG_ARGS: "",
    CFLAGS: "",
    LDFLAGS: "",
    PY_CFLAGS: "",
    srcdir: `${prefix}/lib/python3.14`,
  };
  return defineModule({
    name: sysconfigDataName(platform),
    doc: "Variables of the build.",
    constants: () => ({ build_time_vars: PyDict.of(vars) }),
  });
}

export function sysconfigDataName(platform: string): string {
  return `_sysconfigdata__${platform}_javascript-${platform}`;
}
