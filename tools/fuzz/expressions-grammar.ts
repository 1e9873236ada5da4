/** Random Python expressions over the built-in types: literals, operators, methods, built-in functions, formatting. */
import type { Random } from "./random.ts";

const INTS = words(
  `0 1 -1 2 3 7 10 -12 255 256 65536 2**31 -2**31 2**53 2**53+1 2**63-1 -2**63 2**64 10**20 -10**30 3**70`,
);
const SMALL = words(`0 1 -1 2 3 -2 5 8`);
const FLOATS = words(`0.0 -0.0 1.5 -2.5 0.1 1e16 1e-7 1e22 123456.789 2.0**53 5e-324 1e300 float('inf') -float('inf')
    float('nan') 0.5 2.675 1e100`);
const COMPLEX = ["1j", "(1+2j)", "(-0.0-1.5j)", "complex('nan')", "(3-4j)", "complex(0.0, float('inf'))"];
const STRINGS = [
  "''",
  "'a'",
  "'abc'",
  "'Hello World'",
  "'ß'",
  "'ǅ'",
  "'İ'",
  "'\\U0001f600'",
  "'a\\nb\\r\\nc'",
  "'  x\\t'",
  "'123'",
  "'-4.5'",
  "'\\ud800'",
  "'٣'",
  "'ﬁ'",
  "'\\x00'",
  '"it\'s"',
  "'%s %d'",
  "'{} {0}'",
  "'{:>5}'",
  "'a,b,,c'",
  "'éè'",
  "'0x1F'",
  "'nan'",
  "'1_000'",
  "'aXbX'",
  "'Σς'",
  "'ab' * 20",
  "'\\xad\\u2028'",
  "'%5.2f|%-4s|%%'",
];
const BYTES = [
  "b''",
  "b'a'",
  "b'abc'",
  "b'\\x00\\xff'",
  "b'Hello World'",
  "b'a,b'",
  "b'%d %s'",
  "bytearray(b'xyz')",
  "bytearray()",
  "memoryview(b'abcd')",
  "b' \\t12 '",
  "b'\"\\''",
  "bytes(range(5))",
];
const CONTAINERS = [
  "[]",
  "[1, 2, 3]",
  "['a', 'b']",
  "[[1], [2]]",
  "()",
  "(1,)",
  "(1, 'a', None)",
  "{}",
  "{'a': 1}",
  "{1: 'x', 2.0: 'y'}",
  "set()",
  "{1, 2, 3}",
  "{2, 3, 4}",
  "frozenset()",
  "frozenset({1, 5})",
  "range(0)",
  "range(5)",
  "range(10, 0, -3)",
  "range(2**70, 2**70 + 3)",
  "slice(1, 2)",
  "slice(None, None, -1)",
  "[3, 1, 2]",
  "[1.5, True]",
  "{'k': [1]}",
  "dict(a=1, b=2)",
  "enumerate",
  "(2, 1)",
];
const OTHERS = words(`True False None ... NotImplemented int str list type len object`);
const BINARY = [
  "+",
  "-",
  "*",
  "/",
  "//",
  "%",
  "&",
  "|",
  "^",
  "@",
  "==",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "is",
  "in",
  "not in",
  "and",
  "or",
];
const SPECS = [
  "",
  "d",
  "x",
  "#x",
  "b",
  "#o",
  "c",
  "n",
  "e",
  ".3e",
  "f",
  ".2f",
  "g",
  ".4g",
  "%",
  ".1%",
  ">10",
  "<8",
  "^9",
  "*^12",
  "=+6",
  "08",
  "+",
  " ",
  ",",
  "_",
  "_x",
  "s",
  ".2",
  "10.3",
  "z.1f",
  "#.3g",
  ",.2f",
  "010.2e",
  "<",
  "!r",
  "5c",
  "-",
  "G",
  "E",
  "#b",
  "x<5",
  "020,.3f",
  "=10",
  "1.5s",
];
const PERCENT = [
  "'%s'",
  "'%r'",
  "'%d'",
  "'%5d'",
  "'%-5d|'",
  "'%05.1f'",
  "'%x'",
  "'%#o'",
  "'%c'",
  "'%e'",
  "'%g'",
  "'%+d'",
  "'%.3s'",
  "'%%'",
  "'%(a)s'",
  "'%s %s'",
  "'%*d'",
  "'%i'",
  "'%a'",
  "b'%s'",
  "b'%d'",
  "b'%b'",
  "'%'",
  "'%z'",
  "'%.10G'",
];

const METHODS: Readonly<Record<string, readonly string[]>> = {
  int: words(`bit_length bit_count to_bytes as_integer_ratio conjugate is_integer __add__ __divmod__ __pow__ __round__
    __format__ __floor__ __rsub__ __lshift__`),
  float: words(`is_integer as_integer_ratio hex conjugate __round__ __divmod__ __trunc__ __rpow__ __floordiv__ __mod__
    __ceil__ fromhex from_number`),
  complex: words(`conjugate __add__ __truediv__ __complex__ __format__`),
  str: words(`capitalize casefold center count encode endswith expandtabs find format index isalnum isalpha isascii
    isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower
    lstrip partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split
    splitlines startswith strip swapcase title translate upper zfill __mul__ __getitem__ format_map`),
  bytes:
    words(`capitalize center count decode endswith expandtabs find hex index isalnum isalpha isascii isdigit islower
    isspace istitle isupper join ljust lower lstrip partition removeprefix replace rfind rindex rjust rsplit
    rstrip split splitlines startswith strip swapcase title translate upper zfill fromhex`),
  container: words(`append clear copy count extend index insert pop remove reverse sort get items keys values update
    setdefault popitem add discard union intersection difference symmetric_difference issubset issuperset
    isdisjoint fromkeys __contains__ __len__ __getitem__ __setitem__ __delitem__ __reversed__ indices __or__
    __iadd__ __imul__`),
};

/** Name, fewest and most arguments; one with a parenthesis is closed twice. */
const FUNCTIONS =
  `abs 1 1, all 1 1, any 1 1, ascii 1 1, bin 1 1, bool 0 1, bytearray 0 2, bytes 0 2, callable 1 1, chr 1 1,
  complex 0 2, dict 0 1, divmod 2 2, float 0 1, format 1 2, frozenset 0 1, getattr 2 3, hasattr 2 2,
  hex 1 1, int 0 2, isinstance 2 2, issubclass 2 2, len 1 1, list 0 1, max 1 3, memoryview 1 1, min 1 3,
  oct 1 1, ord 1 1, range 1 3, repr 1 1, round 1 2, set 0 1, slice 1 3, sorted 1 1, str 0 2, sum 1 2,
  tuple 0 1, type 1 1, list(zip 1 3, list(map 2 2, list(enumerate 1 2, list(reversed 1 1, list(filter 2 2,
  bytes.fromhex 1 1, int.from_bytes 1 2, float.fromhex 1 1, str.maketrans 1 3, dict.fromkeys 1 2,
  next(iter 1 1, float.from_number 1 1`
    .split(/,\s+/)
    .map((row): [string, number, number] => {
      const [name, least, most] = row.split(" ");
      return [name, Number(least), Number(most)];
    });

function words(text: string): string[] {
  return text.split(/\s+/);
}
/** Functions that make as many items as they are told: they get no big numbers. */
const MAKERS = words("range bytes bytearray");

/** Makes expressions. */
export class ExpressionGrammar {
  private readonly random: Random;
  constructor(random: Random) {
    this.random = random;
  }

  expression(depth = 3): string {
    const { random } = this;
    if (depth <= 0 || random.chance(0.25)) return this.literal();
    switch (random.below(14)) {
      case 0:
      case 1:
      case 2:
        return this.binary(depth);
      case 3:
        return `(${random.pick(["-", "+", "~", "not "])}${this.expression(depth - 1)})`;
      case 4:
      case 5:
      case 6:
        return this.method(depth);
      case 7:
      case 8:
        return this.call(depth);
      case 9:
        return `${this.operand(depth)}[${this.subscript(depth)}]`;
      case 10:
        return `format(${this.expression(depth - 1)}, ${quote(random.pick(SPECS))})`;
      case 11:
        return `(${random.pick(PERCENT)} % ${this.expression(depth - 1)})`;
      case 12:
        return random.pick([
          `[${this.expression(depth - 1)}, ${this.expression(depth - 1)}]`,
          `(${this.expression(depth - 1)}, ${this.expression(depth - 1)})`,
          `{${this.expression(depth - 1)}: ${this.expression(depth - 1)}}`,
          `[*${this.expression(depth - 1)}]`,
          `{**${this.expression(depth - 1)}}`,
        ]);
      default:
        return `(${this.operand(depth)} ${random.pick(["<<", ">>", "**"])} ${random.pick([...SMALL, ...FLOATS, "2j", "'a'"])})`;
    }
  }

  private literal(): string {
    const { random } = this;
    return random.pick(
      random.pick([INTS, INTS, FLOATS, COMPLEX, STRINGS, STRINGS, BYTES, CONTAINERS, CONTAINERS, OTHERS]),
    );
  }

  /** Something in parentheses, so that what follows belongs to all of it. */
  private operand(depth: number): string {
    return `(${this.expression(depth - 1)})`;
  }

  private binary(depth: number): string {
    const op = this.random.pick(BINARY);
    // Repetition by a huge number is only a matter of memory.
    const right = op === "*" && this.random.chance(0.5) ? this.random.pick(SMALL) : this.operand(depth);
    return `(${this.operand(depth)} ${op} ${right})`;
  }

  private method(depth: number): string {
    const { random } = this;
    const kind = random.pick(Object.keys(METHODS));
    const pools: Record<string, readonly string[]> = {
      int: INTS,
      float: FLOATS,
      complex: COMPLEX,
      str: STRINGS,
      bytes: BYTES,
      container: CONTAINERS,
    };
    const target = random.chance(0.8) ? random.pick(pools[kind]) : this.expression(depth - 1);
    return `(${target}).${random.pick(METHODS[kind])}(${this.args(depth, random.pick([0, 0, 1, 1, 1, 2, 2, 3]))})`;
  }

  private call(depth: number): string {
    const { random } = this;
    const [name, least, most] = random.pick(FUNCTIONS);
    const count = random.chance(0.9) ? least + random.below(most - least + 1) : random.below(4);
    if (MAKERS.includes(name)) {
      const modest = () => random.pick(random.pick([SMALL, SMALL, STRINGS, BYTES, FLOATS]));
      return `${name}(${Array.from({ length: count }, modest).join(", ")})`;
    }
    return `${name}(${this.args(depth, count)})${name.includes("(") ? ")" : ""}`;
  }

  private args(depth: number, count: number): string {
    return Array.from({ length: count }, () =>
      this.random.chance(0.3) ? this.random.pick(SMALL) : this.expression(depth - 2),
    ).join(", ");
  }

  private subscript(depth: number): string {
    const { random } = this;
    const index = () => random.pick([...SMALL, "", "None", "10**20", "True", "'a'", "1.0"]);
    if (random.chance(0.4)) return `${index()}:${index()}${random.chance(0.5) ? `:${index()}` : ""}`;
    return random.chance(0.7) ? random.pick(SMALL) : this.expression(depth - 1);
  }
}

function quote(text: string): string {
  return `'${text.replace(/['\\]/g, "\\$&")}'`;
}
