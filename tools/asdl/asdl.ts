/** Reads grammar/python.asdl: types, their nodes, their fields. The file's own header explains the notation. */

export interface Field {
  name: string;
  type: string;
  optional: boolean;
  sequence: boolean;
  /** A list whose items may be None. */
  optionalItems: boolean;
}

export interface Node {
  name: string;
  fields: Field[];
}

export interface TypeDef {
  name: string;
  /** sum: several nodes; product: one node named as the type; choice: names without fields. */
  form: "sum" | "product" | "choice";
  nodes: Node[];
  span: "none" | "required" | "optional-end";
}

const NODE = /^(\w+)\((.*)\)\s*(?:@\s*(span\??))?$/;
const SUM = /^(\w+)\s*(?:@\s*(span\??))?$/;
const CHOICE = /^(\w+)\s*=\s*(.+)$/;
const FIELD = /^(\w+):\s*(\w+)(\?\*|\?|\*)?$/;

export function parseAsdl(text: string): TypeDef[] {
  const types: TypeDef[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const body = line.trim();
    const choice = CHOICE.exec(body);
    const node = NODE.exec(body);
    const sum = SUM.exec(body);
    if (choice) {
      const nodes = choice[2].split("|").map((name) => ({ name: name.trim(), fields: [] }));
      types.push({ name: choice[1], form: "choice", nodes, span: "none" });
    } else if (node) {
      const parsed = { name: node[1], fields: parseFields(node[2], index + 1) };
      if (line.startsWith(" ")) types[types.length - 1].nodes.push(parsed);
      else types.push({ name: node[1], form: "product", nodes: [parsed], span: spanOf(node[3]) });
    } else if (sum) types.push({ name: sum[1], form: "sum", nodes: [], span: spanOf(sum[2]) });
    else throw new Error(`python.asdl:${index + 1}: cannot read ${JSON.stringify(line)}`);
  }
  return types;
}

function parseFields(text: string, line: number): Field[] {
  if (text.trim() === "") return [];
  return text.split(",").map((part) => {
    const match = FIELD.exec(part.trim());
    if (!match) throw new Error(`python.asdl:${line}: cannot read field ${JSON.stringify(part)}`);
    const mark = match[3] ?? "";
    return {
      name: match[1],
      type: match[2],
      optional: mark === "?",
      sequence: mark.endsWith("*"),
      optionalItems: mark === "?*",
    };
  });
}

function spanOf(mark: string | undefined): TypeDef["span"] {
  if (mark === undefined) return "none";
  return mark === "span" ? "required" : "optional-end";
}
