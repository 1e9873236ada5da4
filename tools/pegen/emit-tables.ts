/** Writes what the machine of the second pass needs: the actions as functions, and the rules as tables. */
import type { Action, LoweredAlt, Lowering, Target } from "./lower.ts";

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

/** The source of an action function. */
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

/** The rules as one list of numbers; src/parser/rules.ts reads it and says what stands where. */
export function emitTables(lowering: Lowering): string {
  const rules = [...lowering.lowered.values()];
  const index = new Map(rules.map((rule, i) => [rule.name, i]));
  const soft = [...lowering.softKeywords].sort();
  const argument = (target: Target): number => {
    if (target.kind === "token") return target.type;
    if (target.kind === "rule") return index.get(target.name)!;
    return target.kind === "soft" ? soft.indexOf(target.text) : 0;
  };
  const lines = rules.map((rule) => {
    const flags = [rule.memo, rule.leftRecursive, rule.alts.some((alt) => alt.action?.usesExtent)];
    flags.push(rule.name.endsWith("without_invalid"));
    const head = flags.reduce((bits, flag, i) => bits | (flag ? 4 << i : 0), FORMS.indexOf(rule.form));
    const alts = rule.alts.flatMap((alt) => encodeAlt(alt, argument));
    return `    ${[head, rule.alts.length, ...alts].join(", ")}, // ${rule.name}`;
  });
  const starts = ["file", "interactive", "eval", "func_type"].map((name) => `  ${name}: ${index.get(name)},`);
  return `/** Step modes, target kinds and rule forms, as the tables number them. */
${MODES.map((mode, i) => `export const MODE_${mode.toUpperCase()} = ${i};`).join("\n")}
${KINDS.map((kind, i) => `export const KIND_${kind.toUpperCase()} = ${i};`).join("\n")}
${FORMS.map((form, i) => `export const FORM_${form.toUpperCase()} = ${i};`).join("\n")}

export const START_RULES = {
${starts.join("\n")}
};

/** A function, so that nothing is built before a program with an error comes. */
export function ruleNumbers(): readonly number[] {
  // biome-ignore format: one rule on each line
  return [
${lines.join("\n")}
  ];
}

export function actionFunctions(): readonly ((...args: never[]) => unknown)[] {
  return [
${lowering.actions.map((action) => `    actions.action${action.id},`).join("\n")}
  ];
}
`;
}

function encodeAlt(alt: LoweredAlt, argument: (target: Target) => number): number[] {
  const { action, steps } = alt;
  const values = steps.filter((step) => step.mode !== "ahead" && step.mode !== "not" && step.mode !== "cut");
  const args = action === null ? [] : action.params.map(({ name }) => values.findIndex((v) => v.name === name));
  const flags = (alt.invalid ? 1 : 0) | (action?.usesParser ? 2 : 0) | (action?.usesExtent ? 4 : 0);
  const encoded = steps.map(
    ({ mode, target }) => (MODES.indexOf(mode) << 13) | (KINDS.indexOf(target.kind) << 10) | argument(target),
  );
  return [flags, action === null ? -1 : action.id, args.length, ...args, steps.length, ...encoded];
}
