"""What the wrong calls are made on: for every built-in type an expression that makes an instance, and what must not be called."""

# Modules that the expressions use, and whose functions are called.
MODULES = """
_bisect _codecs _collections _contextvars _functools _heapq _io _json _operator _random _sre _stat _statistics _string _struct
_weakref array binascii builtins cmath collections contextvars decimal functools io itertools marshal math operator random re
string.templatelib struct sys time types typing unicodedata weakref
""".split()

INSTANCES = {
    "object": "object()", "NoneType": "None", "NotImplementedType": "NotImplemented", "ellipsis": "...", "bool": "True", "int": "5",
    "float": "1.5", "complex": "2j", "str": "'abc'", "bytes": "b'abc'", "bytearray": "bytearray(b'abc')",
    "memoryview": "memoryview(b'abc')", "list": "[1, 2]", "tuple": "(1, 2)", "dict": "{'a': 1}", "set": "{1}",
    "frozenset": "frozenset({1})", "range": "range(3)", "slice": "slice(1)", "type": "type('T', (), {})",
    "property": "property(len)", "classmethod": "classmethod(len)", "staticmethod": "staticmethod(len)", "super": "super(int, True)",
    "enumerate": "enumerate([])", "filter": "filter(None, [])", "map": "map(len, [])", "zip": "zip()", "reversed": "reversed((1, 2))",
    "generator": "(x for x in ())", "function": "(lambda a, b=1: a)", "method": "[].__class__.__subclasshook__",
    "builtin_function_or_method": "len", "method_descriptor": "list.append", "wrapper_descriptor": "int.__add__",
    "method-wrapper": "(1).__add__", "getset_descriptor": "type.__dict__['__name__']", "member_descriptor": "slice.start",
    "classmethod_descriptor": "dict.__dict__['fromkeys']", "code": "(lambda: 0).__code__", "module": "types.ModuleType('m')",
    "mappingproxy": "types.MappingProxyType({'a': 1})", "cell": "types.CellType(1)", "dict_keys": "{'a': 1}.keys()",
    "dict_values": "{'a': 1}.values()", "dict_items": "{'a': 1}.items()", "list_iterator": "iter([1])", "tuple_iterator": "iter((1,))",
    "str_iterator": "iter('\\u0434')", "bytes_iterator": "iter(b'a')", "range_iterator": "iter(range(2))",
    "dict_keyiterator": "iter({'a': 1})", "set_iterator": "iter({1})", "list_reverseiterator": "reversed([1])",
    "callable_iterator": "iter(int, 1)", "iterator": "iter(type('S', (), {'__getitem__': len})())", "traceback": None, "frame": None,
    "BaseException": "BaseException(1)", "Exception": "Exception(1)", "OSError": "OSError(1, 'a')", "KeyError": "KeyError(1)",
    "ImportError": "ImportError('a')", "StopIteration": "StopIteration(1)", "SyntaxError": "SyntaxError('a')",
    "UnicodeDecodeError": "UnicodeDecodeError('a', b'', 0, 1, 'r')", "UnicodeEncodeError": "UnicodeEncodeError('a', '', 0, 1, 'r')",
    "BaseExceptionGroup": "BaseExceptionGroup('a', [ValueError()])", "AttributeError": "AttributeError('a')",
    "NameError": "NameError('a')", "SystemExit": "SystemExit(1)",
    "types.GenericAlias": "list[int]", "typing.Union": "(int | str)", "types.SimpleNamespace": "types.SimpleNamespace(a=1)",
    "collections.deque": "collections.deque([1])", "collections.defaultdict": "collections.defaultdict(int)",
    "functools.partial": "functools.partial(len)", "functools._lru_cache_wrapper": "functools.lru_cache(len)",
    "operator.itemgetter": "operator.itemgetter(1)", "operator.attrgetter": "operator.attrgetter('a')",
    "operator.methodcaller": "operator.methodcaller('a')", "re.Pattern": "re.compile('a')", "re.Match": "re.match('a', 'a')",
    "_io.BytesIO": "io.BytesIO(b'a')", "_io.StringIO": "io.StringIO('a')", "_io.TextIOWrapper": "io.TextIOWrapper(io.BytesIO(b'a'))",
    "_io.BufferedReader": "io.BufferedReader(io.BytesIO(b'a'))", "_io.BufferedWriter": "io.BufferedWriter(io.BytesIO(b'a'))",
    "array.array": "array.array('i', [1])", "_struct.Struct": "struct.Struct('i')", "_random.Random": "_random.Random(1)",
    "decimal.Decimal": "decimal.Decimal(1)", "decimal.Context": "decimal.Context()",
    "_contextvars.Context": "contextvars.Context()", "_contextvars.ContextVar": "contextvars.ContextVar('a')",
    "weakref.ReferenceType": "weakref.ref(set())", "typing.TypeVar": "typing.TypeVar('T')", "typing.ParamSpec": "typing.ParamSpec('P')",
    "typing.TypeVarTuple": "typing.TypeVarTuple('Ts')", "typing.TypeAliasType": "typing.TypeAliasType('A', int)",
    "string.templatelib.Interpolation": "string.templatelib.Interpolation(1)", "string.templatelib.Template": "string.templatelib.Template('a')",
    "unicodedata.UCD": "unicodedata.ucd_3_2_0",
    "itertools.accumulate": "itertools.accumulate([])", "itertools.batched": "itertools.batched([], 2)", "itertools.chain": "itertools.chain([])",
    "itertools.combinations": "itertools.combinations([], 2)", "itertools.compress": "itertools.compress([], [])",
    "itertools.count": "itertools.count()", "itertools.cycle": "itertools.cycle([])", "itertools.dropwhile": "itertools.dropwhile(len, [])",
    "itertools.groupby": "itertools.groupby([])", "itertools.islice": "itertools.islice([], 2)", "itertools.pairwise": "itertools.pairwise([])",
    "itertools.permutations": "itertools.permutations([])", "itertools.product": "itertools.product([])",
    "itertools.repeat": "itertools.repeat(1, 2)", "itertools.starmap": "itertools.starmap(len, [])",
    "itertools.takewhile": "itertools.takewhile(len, [])", "itertools.zip_longest": "itertools.zip_longest([])",
}  # fmt: skip

# Functions with effects beyond their result, and what waits, ends or observes the process.
NOT_CALLED = """
breakpoint exit quit input help open print copyright credits license __import__ _sre.compile _codecs.register
_codecs.register_error _codecs.unregister io.open io.open_code io.FileIO time.sleep time.tzset
""".split()
SYS = "sys.intern sys.getsizeof sys.call_tracing sys.getdefaultencoding sys.is_finalizing sys._is_interned".split()

# Arguments that are wrong for most parameters, and right for some.
VALUES = "None O 'x' 3 -1 2.5 [] {} b'y' (1, 2) len int".replace("(1, 2)", "(1,2)").split()
