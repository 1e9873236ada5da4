/** Differences from CPython in what built-ins declare and say that are meant to be, with the reason. */

export interface Accepted {
  /** What differs: "type or module member", or the expression called. */
  readonly pattern: RegExp;
  /** Accepts only that the named side lacks it. */
  readonly absent?: "cpython" | "taipan";
  readonly reason: string;
}

export const ACCEPTED_DECLARATIONS: readonly Accepted[] = [
  {
    pattern: /^builtins\.(InstructionSequence kind|awaitType)$/,
    reason: "types of the compiler's tests and of the loop",
  },
  {
    pattern:
      /^(posix|_socket|_signal|_posixsubprocess|select|errno|time|_thread|faulthandler|pwd|resource|_stat)( |$|\.)/,
    absent: "cpython",
    reason: "the reference runs on Emscripten, a Unix without processes, threads and sockets",
  },
  {
    pattern: /^(posix|_socket|_signal|select|errno|time|signal)( |\.)/,
    absent: "taipan",
    reason: "what Emscripten's headers name and Linux lacks, or what the host interface does not offer",
  },
  {
    pattern:
      /^(pwd|resource|grp|select\.epoll|pwd\.struct_passwd|resource\.struct_rusage|grp\.struct_group|_locale _DATE_FMT)$/,
    absent: "cpython",
    reason: "not on Emscripten, or not in its C library",
  },
  { pattern: /^builtins\.hamt(_iterator)?( |$)/, reason: "serves CPython's own tests; contexts have their own map" },
  { pattern: /^taipan\.LimitExceeded$/, absent: "cpython", reason: "what limits of an embedder raise" },
  {
    pattern: /^builtins\.(ndarray|staticarray)$/,
    absent: "cpython",
    reason: "types of _testbuffer, which the reference does not have built in",
  },
  { pattern: /^(signal|socket)\.[A-Z]\w*$/, absent: "cpython", reason: "written in Python; asyncio brings them along" },
  { pattern: /^monitoring\.CodeLike$/, absent: "cpython", reason: "serves CPython's own tests" },
  {
    pattern:
      /pyodide|^builtins\.(Js|Py2Js|FutureDone)|^builtins ___|emscripten|^sys (excepthook|_baserepl)$|^time sleep$|legacy_event/,
    reason: "Pyodide's own additions and replacements",
  },
  {
    pattern:
      /^builtins\.(Buffer|PyCapsule|hamt\w*|managedbuffer|moduledef|instancemethod|builtin_method|stderrprinter|InstructionSequence|items|keys|values)( |$)/,
    absent: "taipan",
    reason: "parts of CPython's implementation that a program does not meet",
  },
  { pattern: /CAPI$| (_ucnhash_CAPI|__vectorcalloffset__)$|\.__vectorcalloffset__$/, reason: "for C extensions" },
  { pattern: / \.__del__$/, absent: "taipan", reason: "without reference counts nothing calls the finalizer" },
  {
    pattern:
      /^(_asyncio|_bz2|_lzma|_csv|_datetime|_elementtree|_pickle|_queue|_zoneinfo|zlib|datetime|pickle|compression\.zstd|locale|pyexpat|xml\.\S+|concurrent\.interpreters|ctypes|_ctypes|_hashlib|_md5|_sha\d|_blake2|hashlib|_hmac|_lsprof|_multibytecodec|_ssl|_sqlite3|sqlite3|termios|_symtable|mmap|fcntl)[ .]/,
    reason: "types of modules that only one side has loaded",
  },
  {
    pattern: /^typing\.(NamedTuple|TypedDict)$/,
    reason: "functions of the library that loading other modules turns into types",
  },
  {
    pattern: /^sys (remote_exec|_dump_tracelets)$/,
    absent: "taipan",
    reason: "debugger interface of CPython's own process",
  },
  { pattern: /^sys __\w+hook__$/, reason: "both names are one function in C; here the second has its own name" },
  {
    pattern: /^(builtins\.str_ascii_iterator|_thread\._localdummy)$/,
    reason: "one class serves",
  },
  {
    pattern:
      /^(_socket (CMSG|gethost|getproto|hton|ntoh)|_signal ItimerError|_thread interrupt_main|faulthandler |select\.poll \.register|_socket\.socket \.listen|_thread\._ThreadHandle \.join|_thread\._local layout)/,
    reason: "how C parses the arguments of rarely called functions of the system",
  },
  {
    pattern:
      / \.(__sizeof__|__text_signature__|_unsafe_set\w+)$|^decimal\.(SignalDictMixin|ContextManager|Context)|^abc\.SignalDict/,
    reason: "sizes and switches of C's own structures",
  },
  {
    pattern: /^_io\.BufferedRWPair \.readable$|^_io\._IOBase \.__dict__$/,
    reason: "one forwarding function for all methods",
  },
  {
    pattern: /^builtins\.BaseExceptionGroup \.__repr__$/,
    absent: "cpython",
    reason: "defined by later patch releases",
  },
  { pattern: /^builtins\.(positions_iterator|stderrprinter)/, reason: "one class serves" },
  {
    pattern: /^typing\.(ParamSpec|TypeVarTuple) \.__default__$/,
    reason: "one table for the three kinds of type parameters",
  },
  { pattern: /^typing\.Union$/, reason: "the reference shows it under the name of an older class" },
];

export const ACCEPTED_CALLS: readonly Accepted[] = [
  { pattern: /__del__|_unsafe_set|__sizeof__|_get__text_signature/, reason: "see the declarations" },
  {
    pattern: /\b(clock_\w+|pthread_getcpuclockid|strptime|asctime)\(|^_?io\.open|^_io\.open/,
    reason: "the reference runs on Emscripten",
  },
  {
    pattern: /^_struct\.(pack|unpack|iter_unpack|calcsize)/,
    reason: "C looks the format up in its cache before its type is checked",
  },
  {
    pattern: /'abc'\)?\.__iter__|co_positions|contextvars\.Context\(\)\.|lru_cache\(len\)/,
    reason: "one class of iterators serves",
  },
  {
    pattern: /\b(find|rfind|index|rindex|count)\(/,
    reason: "C converts the bounds before it looks at the first argument",
  },
  {
    pattern: /^(type\()?type\('T'|^type\(object\(\)\)\.__|^type\(type\(|^list\[int\]\.__dir__/,
    reason: "an unbound method called with a class is qualified by it",
  },
  {
    pattern: /__set_name__|__setstate__|__mod__\('x'\)|weakref\.ref\(set\(\)\)/,
    reason: "rare words, or what depends on reference counts",
  },
  {
    pattern:
      /fromhex\(|unicodedata\..*lookup\(|call_tracing|TracebackType\(|SyntaxError\(|SyntaxError\('a'\)|BaseExceptionGroup\(|_compare_digest/,
    reason: "words of C's older argument parser",
  },
  {
    pattern: /^io\.TextIOWrapper\(.*\.(seek|reconfigure)\(/,
    reason: "C compares the position before it converts it, and takes any int for a truth value",
  },
  {
    pattern: /__getstate__\(\)$|^decimal\..*(__format__|__round__)\(.*nonsense|decimal\.Context\(\)\.__delattr__/,
    reason: "which name of the function or type an error shows",
  },
  { pattern: /deque\(\[1\]\)\./, reason: "sequence slots answer where C has mapping slots" },
];
