/** Damages programs: small, local changes of tokens, as people make them while they type. */

/** Random numbers in [0, 1) from a seed (mulberry32). */
export function random(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Pieces of a program that stand alone: its top-level statements and its methods, up to 40 lines. */
export function pieces(source: string): string[] {
  const methods = source.match(/^ {4}(?:async )?def .*\n(?:(?: {8}.*)?\n)+/gm) ?? [];
  const dedented = methods.map((method) => method.replace(/^ {4}/gm, ""));
  return [...statements(source), ...dedented.filter((method) => method.split("\n").length <= 40)];
}

function statements(source: string): string[] {
  const result: string[] = [];
  let piece: string[] = [];
  for (const line of source.split("\n")) {
    const starts = /^[^\s#)\]}"']/.test(line) && !/^(else|elif|except|finally)\b/.test(line);
    if (starts && piece.length > 0 && !/^@/.test(piece[piece.length - 1])) {
      if (piece.length <= 40) result.push(`${piece.join("\n")}\n`);
      piece = [];
    }
    piece.push(line);
  }
  return result;
}

const TOKEN = /\s+|\w+|"""|'''|[fFrRbBtT]?"|[fFrRbBtT]?'|[<>=!*/]=|->|:=|\*\*|\/\/|<<|>>|\.\.\.|./gsy;

const INSERTS = [
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  ",",
  ":",
  "=",
  "==",
  ":=",
  "*",
  "**",
  "/",
  ".",
  "...",
  ";",
  "\n",
  "\n    ",
  " if ",
  " else ",
  " for ",
  " in ",
  " lambda ",
  " not ",
  " as ",
  " import ",
  " from ",
  " with ",
  " yield ",
  " await ",
  " async ",
  " def ",
  " class ",
  " print ",
  " True ",
  " None ",
  "1",
  "1j",
  "x",
  " x ",
  "'a'",
  'f"{',
  '"',
  "!",
  "@",
  " match ",
  " case ",
  " type ",
  " pass ",
  " return ",
  " del ",
  " raise ",
  " except ",
  " try",
  " finally",
  " global ",
  "->",
  "~",
  "-",
  " is ",
  "$",
  "\\",
  "#",
  "é",
  " _ ",
  "t'{x}'",
];

/** The program with one to three changes. */
export function mutate(source: string, next: () => number): string {
  const tokens = source.match(TOKEN) ?? [];
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)];
  const changes = 1 + Math.floor(next() * next() * 3);
  for (let i = 0; i < changes && tokens.length > 0; i++) {
    const at = Math.floor(next() * tokens.length);
    const choice = next();
    if (choice < 0.35) tokens.splice(at, 1);
    else if (choice < 0.65) tokens.splice(at, 0, pick(INSERTS));
    else if (choice < 0.75) tokens[at] = pick(INSERTS);
    else if (choice < 0.85) tokens.splice(at, 0, tokens[at]);
    else if (choice < 0.95)
      [tokens[at], tokens[(at + 2) % tokens.length]] = [tokens[(at + 2) % tokens.length], tokens[at]];
    else tokens.length = at;
  }
  return tokens.join("");
}
