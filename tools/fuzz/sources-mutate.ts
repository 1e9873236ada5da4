/** Damages source text: tokens, lines, indentation, brackets, characters. */
import type { Random } from "./random.ts";

const TOKEN =
  /[rbfutRBFUT]{0,2}(?:"""|''')|[rbfutRBFUT]{0,2}["']|[\p{L}_][\p{L}\p{N}_]*|\d[\w.]*|[-+*/%@&|^<>=!]+|\.{3}|\n *|\s+|./gsu;

/** What is put where it need not belong. */
const PIECES = [
  ..."()[]{}:;,.=+-*@&|~!$?`'\"\\\t\f\r\n#",
  "**",
  "//",
  "->",
  ":=",
  "==",
  "!=",
  "<>",
  "...",
  "+=",
  '"""',
  "f'{",
  "}'",
  "f'",
  "rb'",
  "t'",
  "u'",
  "{x!r",
  "{x:",
  "{{",
  "if ",
  "else",
  "elif ",
  "for ",
  "in ",
  "not ",
  "is ",
  "and ",
  "or ",
  "lambda ",
  "lambda: ",
  "yield ",
  "await ",
  "async ",
  "def f(",
  "class C",
  "return ",
  "import ",
  "from ",
  "as ",
  "with ",
  "try:",
  "except ",
  "except* ",
  "finally:",
  "raise ",
  "del ",
  "global x",
  "nonlocal x",
  "assert ",
  "match x:",
  "case _:",
  "type X = ",
  "pass",
  "break",
  "continue",
  "while 1:",
  "print ",
  "exec ",
  "None",
  "True",
  "__debug__",
  "_",
  "*a",
  "**k",
  "x=1",
  "0x",
  "0b2",
  "09",
  "1e",
  "1_",
  "1__0",
  "0_7",
  "1.e",
  "1j",
  "12abc",
  "1if",
  "0xfor",
  "1_000",
  "'\\N{DASH}'",
  "'\\x1'",
  "b'\\xg'",
  "'\\d'",
] as const;
const CHARACTERS = [
  "é",
  "ª",
  "²",
  "€",
  "“",
  "”",
  "‘",
  "\u00a0",
  "\u200b",
  "\ufeff",
  "\u2028",
  "\u0000",
  "\u0001",
  "\u007f",
  "😀",
  "𝐱",
  "½",
  "·",
  "ſ",
  "中",
] as const;

/** A damaged source. */
export function damage(source: string, random: Random): string {
  let damaged = source;
  for (let i = random.below(3); i >= 0; i--) damaged = once(damaged, random);
  return damaged;
}

function once(source: string, random: Random): string {
  if (random.chance(0.3))
    return source.split("\n").length > 1 ? damageLines(source, random) : damageTokens(source, random);
  if (random.chance(0.12)) return damageCharacters(source, random);
  return damageTokens(source, random);
}

function damageTokens(source: string, random: Random): string {
  const tokens: string[] = source.match(TOKEN) ?? [];
  if (tokens.length === 0) return random.pick(PIECES);
  const at = random.below(tokens.length);
  const other = random.below(tokens.length);
  switch (random.below(7)) {
    case 0:
      tokens.splice(at, 1);
      break;
    case 1:
      tokens.splice(at, 0, tokens[at]);
      break;
    case 2:
      [tokens[at], tokens[other]] = [tokens[other], tokens[at]];
      break;
    case 3:
      tokens.splice(at, 0, tokens[other]);
      break;
    case 4:
      tokens[at] = random.pick(PIECES);
      break;
    default:
      tokens.splice(at, 0, random.pick(PIECES));
  }
  return tokens.join("");
}

function damageLines(source: string, random: Random): string {
  const lines = source.split("\n");
  const at = random.below(lines.length);
  const other = random.below(lines.length);
  switch (random.below(6)) {
    case 0:
      lines.splice(at, 1);
      break;
    case 1:
      lines.splice(other, 0, lines[at]);
      break;
    case 2:
      [lines[at], lines[other]] = [lines[other], lines[at]];
      break;
    case 3:
      lines[at] = random.pick([" ", "  ", "    ", "\t", "        "]) + lines[at];
      break;
    case 4:
      lines[at] = lines[at].replace(random.pick([/^\s/, /^\s+/, /^ {4}/]), "");
      break;
    default:
      lines[at] += random.pick(["\\", " \\", ":", " #", ";", ",", "\\ ", "\r", " if"]);
  }
  return lines.join("\n");
}

function damageCharacters(source: string, random: Random): string {
  const at = random.below(source.length + 1);
  switch (random.below(3)) {
    case 0:
      return source.slice(0, at);
    case 1:
      return source.slice(0, at) + source.slice(at + 1);
    default:
      return source.slice(0, at) + random.pick(CHARACTERS) + source.slice(at);
  }
}
