import { readRule, type RuleTree } from "../../../src/migrate/translate/read/rule-tree.ts";

/** The tree of a rule with these statements. */
export function aRule(body: string): RuleTree {
  const rule = readRule(`function rule(user, context, callback) {\n${body}\n}`);
  if ("reason" in rule) {
    throw new Error(rule.reason);
  }
  return rule;
}
