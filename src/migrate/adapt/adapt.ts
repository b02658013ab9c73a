import type { Dependency, Obstacle, Translated, TranslateOptions } from "../translation.ts";
import { printManagement } from "../translate/expressions/management.ts";
import { printModule } from "../translate/expressions/modules.ts";
import { readRule, type RuleTree } from "../translate/read/rule-tree.ts";
import { Notes, plain, Work } from "../translate/work.ts";
import { noteConditions } from "./conditions.ts";
import { printAdapter, type RuleText } from "./print.ts";
import { readNeeds, type Needs } from "./needs.ts";

/** A rule inside of an adapter, or why that cannot be. */
export type Adaptation = Adapted | Unadaptable;

/** An action that runs the text of a rule as it is, as long as its conditions hold. */
export interface Adapted extends Omit<Translated, "kind" | "level"> {
  readonly kind: "adapted";
  readonly level: "adapter";
}

/** Why a rule cannot be run inside of an adapter. */
export interface Unadaptable {
  readonly kind: "unadaptable";
  /** At least one, in the order of the text. */
  readonly obstacles: readonly Obstacle[];
}

/** What is known beside the rule's text. */
export interface AdaptOptions extends TranslateOptions {
  /** What the head of the action calls the rule, such as the name of its file. */
  readonly name?: string;
  /** The version of this package, which the head of the action says. */
  readonly version: string;
}

/**
 * Puts the text of a rule into an action that builds `user`, `context` and all else that the rule
 * uses, waits for its callback, and tells the API what the rule set. Of the text, only the names of
 * npm packages lose their versions.
 *
 * @param code the text: one function (user, context, callback)
 */
export function adaptRule(code: string, options: AdaptOptions): Adaptation {
  const text = code.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const rule = readRule(text);
  if ("reason" in rule) {
    return { kind: "unadaptable", obstacles: [rule] };
  }
  const notes = new Notes(rule);
  const work = new Work({ notes, mode: "execute", rewriters: [printModule], options });
  const needs = readNeeds(work);
  const printed = { text: printRule(rule, work), client: readClient(needs, work) };
  noteConditions(needs, work);
  const obstacles = [...notes.obstacles.values()].sort((a, b) => a.place.start - b.place.start);
  if (obstacles.length > 0) {
    return { kind: "unadaptable", obstacles };
  }
  for (const key of needs.configuration.keys.keys()) {
    notes.secrets.add(key);
  }
  return {
    kind: "adapted",
    level: "adapter",
    code: printAdapter({ needs, rule, heads: [...notes.heads].sort(), ...printed }, options),
    conditions: [...notes.conditions.values()].sort((a, b) => a.place.start - b.place.start),
    secrets: [...notes.secrets].sort(),
    dependencies: sorted([...notes.dependencies.values()]),
    rewrites: [],
  };
}

function sorted(dependencies: readonly Dependency[]): Dependency[] {
  return [...dependencies].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function printRule({ code, root }: RuleTree, work: Work): RuleText {
  const comments = code.slice(0, root.start).match(/\/\*[^]*?\*\/|\/\/.*$/gm) ?? [];
  return { comments, text: plain(work.print(root)) };
}

/** What a rule uses of `auth0` beside its users, each as a property of an object. */
function readClient({ auth0 }: Needs, work: Work): string[] {
  return ["domain", "baseUrl", "accessToken"].flatMap((key) => {
    const use = auth0.keys.get(key);
    const member = use && work.rule.names.parentOf(use);
    if (member?.type !== "MemberExpression") {
      return [];
    }
    const written = plain(printManagement(member, key, work));
    const get = work.free("getManagementToken");
    return [`${key}: ${key === "accessToken" ? `await ${get}(event.secrets)` : written}`];
  });
}
