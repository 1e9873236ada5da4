/** Makes a failing Python program smaller: whole statements are left out, blocks are replaced by their bodies, expressions by parts of themselves. */

/** The smallest program found that still fails. */
export async function reduce(source: string, fails: (source: string) => Promise<boolean>): Promise<string> {
  let lines = source.split("\n").filter((line) => line.trim() !== "");
  const attempt = async (changed: string[]): Promise<boolean> => {
    if (!(await fails(`${changed.join("\n")}\n`))) return false;
    lines = changed;
    return true;
  };
  for (let before = Infinity; size(lines) < before; ) {
    before = size(lines);
    await leaveOut(() => lines, attempt);
    await unwrap(() => lines, attempt);
    await shorten(() => lines, attempt);
  }
  return `${lines.join("\n")}\n`;
}

type Attempt = (changed: string[]) => Promise<boolean>;

const size = (lines: readonly string[]): number => lines.join("\n").length;
const depthOf = (line: string): number => line.length - line.trimStart().length;

/** The end of the block that the line at an index begins. */
function endOf(lines: readonly string[], start: number): number {
  let end = start + 1;
  while (end < lines.length && depthOf(lines[end]) > depthOf(lines[start])) end++;
  return end;
}

/** Leaves out statements with their blocks, many at a time to begin with. */
async function leaveOut(current: () => string[], attempt: Attempt): Promise<void> {
  for (let step = Math.max(1, current().length >> 2); ; step >>= 1) {
    for (let at = current().length - 1; at >= 0; at = Math.min(at - 1, current().length - 1)) {
      const lines = current();
      let end = endOf(lines, at);
      for (let more = 1; more < step && end < lines.length && depthOf(lines[end]) === depthOf(lines[at]); more++)
        end = endOf(lines, end);
      const rest = [...lines.slice(0, at), ...lines.slice(end)];
      if (await attempt(rest)) continue;
      const pass = `${" ".repeat(depthOf(lines[at]))}pass`;
      if (lines[at] !== pass) await attempt([...lines.slice(0, at), pass, ...lines.slice(end)]);
    }
    if (step <= 1) return;
  }
}

/** Replaces a block by its body. */
async function unwrap(current: () => string[], attempt: Attempt): Promise<void> {
  for (let at = current().length - 1; at >= 0; at--) {
    const lines = current();
    const end = endOf(lines, at);
    if (end === at + 1) continue;
    const shift = depthOf(lines[at + 1]) - depthOf(lines[at]);
    const body = lines.slice(at + 1, end).map((line) => line.slice(shift));
    if (await attempt([...lines.slice(0, at), ...body, ...lines.slice(end)])) continue;
    // A statement of several parts, such as try: the others go too.
    let last = end;
    while (
      last < lines.length &&
      depthOf(lines[last]) === depthOf(lines[at]) &&
      /^\s*(except|else|elif|finally)/.test(lines[last])
    )
      last = endOf(lines, last);
    if (last > end) await attempt([...lines.slice(0, at), ...body, ...lines.slice(last)]);
  }
}

/** Replaces what is between brackets by parts of it, and words by shorter ones. */
async function shorten(current: () => string[], attempt: Attempt): Promise<void> {
  for (let at = current().length - 1; at >= 0; at--) {
    for (const shorter of shorterLines(current()[at])) {
      const lines = current();
      if (shorter.length >= lines[at].length) continue;
      if (await attempt([...lines.slice(0, at), shorter, ...lines.slice(at + 1)])) break;
    }
    const before = current()[at];
    for (const shorter of shorterLines(before)) {
      const lines = current();
      if (shorter.length >= lines[at].length) continue;
      await attempt([...lines.slice(0, at), shorter, ...lines.slice(at + 1)]);
    }
  }
}

function shorterLines(line: string): string[] {
  const found: string[] = [];
  for (let open = 0; open < line.length; open++) {
    if (!"([{".includes(line[open])) continue;
    const close = closing(line, open);
    if (close < 0) continue;
    const [before, inside, after] = [line.slice(0, open), line.slice(open + 1, close), line.slice(close + 1)];
    found.push(`${before}1${after}`, `${before}${line[open]}${line[close]}${after}`, `${before}${inside}${after}`);
    const start = /[\w.]*$/.exec(before)!.index;
    found.push(`${before.slice(0, start)}1${after}`, `${before.slice(0, start)}${inside}${after}`);
    const parts = split(inside);
    if (parts.length > 1)
      for (let i = 0; i < parts.length; i++)
        found.push(`${before}${line[open]}${parts.filter((_, k) => k !== i).join(",")}${line[close]}${after}`);
  }
  for (const match of line.matchAll(/ (?:[-+*/%&|^]|\/\/|<<|>>|and|or|==|!=|<=?|>=?|if|in|is|not in) [^ ]+/g)) {
    found.push(line.slice(0, match.index) + line.slice(match.index + match[0].length));
  }
  const [, target, value] = /^(\s*(?:if .*?: |return |p\()?)(.{3,})$/.exec(line) ?? [];
  if (target?.includes("if ")) found.push(`${/^\s*/.exec(line)![0]}${value}`);
  for (const match of line.matchAll(/\b\d{2,}\b/g))
    found.push(`${line.slice(0, match.index)}1${line.slice(match.index + match[0].length)}`);
  return [...new Set(found)].sort((a, b) => a.length - b.length);
}

/** The bracket that closes the one at an index; -1 when there is none. Texts with brackets in them are not understood. */
function closing(line: string, open: number): number {
  let depth = 0;
  for (let i = open; i < line.length; i++) {
    if ("([{".includes(line[i])) depth++;
    else if (")]}".includes(line[i]) && --depth === 0) return i;
  }
  return -1;
}

/** The parts between commas that are in no inner brackets. */
function split(inside: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const char of inside) {
    if ("([{".includes(char)) depth++;
    else if (")]}".includes(char)) depth--;
    if (char === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += char;
  }
  return parts;
}
