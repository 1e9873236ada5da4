/** Writes what the machine of the second pass needs: the actions as functions, and the rules as tables. */
import type { Action, Lowering, Step, Target } from "./lower.ts";

const MODES = ["plain", "opt", "ahead", "not", "cut", "forced"];
const KINDS = ["token", "rule", "NAME", "NUMBER", "soft", "SOFT_KEYWORD"];
const FORMS = ["plain", "loop0", "loop1", "gather"];

export function emitKeywords(lowering: Lowering): string {
  const entries = [...lowering.keywords].map(([word, type]) => `  [${JSON.stringify(word)}, ${type}],`);
  const soft = [...lowering.softKeywords].sort().map((word) => JSON.stringify(word));
  return `/** The token numbers of keywords, which follow those of tokens. */
export const KEYWORDS: ReadonlyMap<string, number> = new Map([\n${entries.join("\n")}\n]);

export const SOFT_KEYWORDS: readonly string[] = [${soft.join(", ")}];\n`;
}

/** The source of an action function. \`known\` are the names that can be imported, \`used\` collects those that are. */
export function emitAction(action: Action): string {
  const params = [
    ...(action.usesParser ? ["p: Parser"] : []),
    ...(action.usesExtent ? ["$s: Token", "$e: Token"] : []),
    ...action.params.map(({ name, type }) => `${name}: ${type}`),
  ];
  const code = action.code.replace(/\bEXTRA\b/g, "$s.lineno, $s.colOffset, $e.endLineno, $e.endColOffset");
  const result = /^"\w+"$/.test(code) ? `${code} as const` : code;
  return `export function action${action.id}(${params.join(", ")}) {\n  return ${result};\n}\n`;
}

export function emitTables(lowering: Lowering): string {
  const rules = [...lowering.lowered.values()];
  const index = new Map(rules.map((rule, i) => [rule.name, i]));
  const soft = [...lowering.softKeywords].sort();
  const argument = (target: Target): number => {
    if (target.kind === "token") return target.type;
    if (target.kind === "rule") return index.get(target.name)!;
    return target.kind === "soft" ? soft.indexOf(target.text) : 0;
  };
  const encode = (step: Step): string =>
    `${MODES.indexOf(step.mode)}, ${KINDS.indexOf(step.target.kind)}, ${argument(step.target)}`;
  const lines = rules.map((rule) => {
    const alts = rule.alts.map((alt) => {
      const values = alt.steps.filter((step) => step.mode !== "ahead" && step.mode !== "not" && step.mode !== "cut");
      const action = alt.action;
      const flags = action === null ? 0 : (action.usesParser ? 1 : 0) + (action.usesExtent ? 2 : 0);
      const args = action === null ? [] : action.params.map(({ name }) => values.findIndex((v) => v.name === name));
      const fn = action === null ? "null" : `actions.action${action.id}`;
      return `{ invalid: ${alt.invalid}, steps: [${alt.steps.map(encode).join(", ")}], values: ${values.length}, action: ${fn}, flags: ${flags}, args: [${args.join(", ")}] }`;
    });
    const extent = rule.alts.some((alt) => alt.action?.usesExtent);
    return `  { name: ${JSON.stringify(rule.name)}, form: ${FORMS.indexOf(rule.form)}, memo: ${rule.memo}, leftRecursive: ${rule.leftRecursive}, extent: ${extent}, withoutInvalid: ${rule.name.endsWith("without_invalid")}, alts: [\n    ${alts.join(",\n    ")},\n  ] },`;
  });
  const starts = ["file", "interactive", "eval", "func_type"].map((name) => `  ${name}: ${index.get(name)},`);
  return `/** Step modes, target kinds and rule forms, as the tables number them. */
${MODES.map((mode, i) => `export const MODE_${mode.toUpperCase()} = ${i};`).join("\n")}
${KINDS.map((kind, i) => `export const KIND_${kind.toUpperCase()} = ${i};`).join("\n")}
${FORMS.map((form, i) => `export const FORM_${form.toUpperCase()} = ${i};`).join("\n")}
export const ACTION_PARSER = 1;
export const ACTION_EXTENT = 2;

export interface AltTable {
  readonly invalid: boolean;
  /** Mode, kind and argument of each step. */
  readonly steps: readonly number[];
  readonly values: number;
  readonly action: ((...args: never[]) => unknown) | null;
  readonly flags: number;
  /** Which values the action takes. */
  readonly args: readonly number[];
}

export interface RuleTable {
  readonly name: string;
  readonly form: number;
  readonly memo: boolean;
  readonly leftRecursive: boolean;
  readonly extent: boolean;
  readonly withoutInvalid: boolean;
  readonly alts: readonly AltTable[];
}

export const START_RULES = {
${starts.join("\n")}
};

export const RULES: readonly RuleTable[] = [
${lines.join("\n")}
];
`;
}
