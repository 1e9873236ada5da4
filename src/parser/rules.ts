/** The grammar's rules as the machine runs them, read from the generated numbers when they are first needed. */
import { actionFunctions, ruleNumbers } from "./generated/tables.ts";

export interface Step {
  readonly mode: number;
  readonly kind: number;
  /** A token type, the number of a rule or of a soft keyword. */
  readonly argument: number;
}

export interface AltTable {
  /** Only tried in the second pass. */
  readonly invalid: boolean;
  readonly steps: readonly Step[];
  readonly action: ((...args: never[]) => unknown) | null;
  /** Whether the action takes the parser, and the first and last token. */
  readonly takesParser: boolean;
  readonly takesExtent: boolean;
  /** Which values the action takes. */
  readonly args: readonly number[];
}

export interface RuleTable {
  readonly form: number;
  readonly memo: boolean;
  readonly leftRecursive: boolean;
  /** Whether an action of it asks for the rule's extent. */
  readonly extent: boolean;
  /** Whether invalid_ alternatives are off below it. */
  readonly withoutInvalid: boolean;
  readonly alts: readonly AltTable[];
}

let rules: readonly RuleTable[] | null = null;

export function ruleTables(): readonly RuleTable[] {
  rules ??= readRules();
  return rules;
}

function readRules(): RuleTable[] {
  const numbers = ruleNumbers();
  const actions = actionFunctions();
  let at = 0;
  const many = <T>(read: () => T): T[] => Array.from({ length: numbers[at++] }, read);
  const readStep = (): Step => {
    const bits = numbers[at++];
    return { mode: bits >> 13, kind: (bits >> 10) & 7, argument: bits & 1023 };
  };
  const readAlt = (): AltTable => {
    const flags = numbers[at++];
    const action = numbers[at++];
    const args = many(() => numbers[at++]);
    const steps = many(readStep);
    return {
      invalid: (flags & 1) !== 0,
      steps,
      action: action < 0 ? null : actions[action],
      takesParser: (flags & 2) !== 0,
      takesExtent: (flags & 4) !== 0,
      args,
    };
  };
  const result: RuleTable[] = [];
  while (at < numbers.length) {
    const head = numbers[at++];
    result.push({
      form: head & 3,
      memo: (head & 4) !== 0,
      leftRecursive: (head & 8) !== 0,
      extent: (head & 16) !== 0,
      withoutInvalid: (head & 32) !== 0,
      alts: many(readAlt),
    });
  }
  return result;
}
