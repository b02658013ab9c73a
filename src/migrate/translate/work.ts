import type { AnyNode, Node } from "acorn";

import type { Trial } from "../../explore/trial.ts";
import type { Binding } from "../../script/syntax/scope.ts";
import { childrenOf } from "../../script/syntax/tree.ts";
import type { Condition, Dependency, Obstacle, TranslateOptions } from "../translation.ts";
import { conditionTexts, type ConditionId, type ConstructId } from "./constructs.ts";
import { Denoter } from "./read/denote.ts";
import { obstacleTexts, type ObstacleId } from "./obstacles.ts";
import type { RuleTree } from "./read/rule-tree.ts";

/** Which handler is written: the one that runs first, or the one for a return from a redirect. */
export type Mode = "execute" | "continue";

/** What the parts of a rule become, besides text. Shared by both handlers. */
export class Notes {
  readonly rule: RuleTree;
  readonly conditions = new Map<string, Condition>();
  readonly obstacles = new Map<string, Obstacle>();
  readonly dependencies = new Map<string, Dependency>();
  readonly secrets = new Set<string>();
  /** Statements at the top of the module, such as `const request = require("request");`. */
  readonly heads = new Set<string>();
  /** The nodes and constructs that markers in a text are about. */
  readonly marked: { readonly id: ConstructId; readonly node: Node }[] = [];

  constructor(rule: RuleTree) {
    this.rule = rule;
  }

  /** Notes a condition, once for each sentence. */
  needs(id: ConditionId, node: Node, [sentence, holds]: [string, ((login: Trial) => boolean)?]) {
    const key = `${id} ${sentence}`;
    if (this.conditions.has(key)) {
      return;
    }
    const place = this.rule.placeOf(node);
    const always = () => true;
    this.conditions.set(key, {
      ...{ id, place, sentence, ...conditionTexts[id], holds: holds ?? always },
    });
  }

  /** Notes that something is not translated. */
  refuse(id: ObstacleId, node: Node): void {
    const place = this.rule.placeOf(node);
    this.obstacles.set(`${id} ${place.line}`, { id, place, ...obstacleTexts[id] });
  }

  /** The text with marks around it that say what of the rule it comes from. See `readMarks`. */
  mark(id: ConstructId, node: Node, text: string): string {
    this.marked.push({ id, node });
    return `\uE000${this.marked.length - 1}\uE001${text}\uE002`;
  }
}

/** Prints a node, or gives undefined for it to be printed as it is. */
type Rewriter = (node: AnyNode, work: Work) => string | undefined;

/** What one handler is written with. */
export interface WorkOptions {
  readonly notes: Notes;
  readonly mode: Mode;
  readonly rewriters: readonly Rewriter[];
  readonly options: TranslateOptions;
}

const keywords = new Set(["in", "of", "return", "typeof", "await", "case"]);

/** Writes parts of a rule as those of an action. */
export class Work {
  readonly rule: RuleTree;
  readonly notes: Notes;
  readonly mode: Mode;
  readonly options: TranslateOptions;
  readonly denoter: Denoter;
  /** Names that had to be changed, or for which an expression is written. */
  readonly written = new Map<Binding, string>();
  /** What is written for a node whatever it is. */
  readonly replaced = new Map<AnyNode, string>();
  /**
   * Parameters of functions that are written where they are called, and what they get, if anything.
   */
  readonly given = new Map<Binding, AnyNode | undefined>();
  /** Whether the handler has a copy of the user as rules saw it, under the rule's own name. */
  hasProfile = false;
  /** Whether the handler has got a token of the Management API. */
  hasToken = false;
  /** Statements to follow an assignment. */
  readonly deferred = new Map<AnyNode, string[]>();
  /** Names whose values are known to count as false. */
  readonly falsy = new Set<Binding>();
  readonly #rewriters: readonly Rewriter[];

  constructor({ notes, mode, rewriters, options }: WorkOptions) {
    this.rule = notes.rule;
    this.notes = notes;
    this.mode = mode;
    this.options = options;
    this.denoter = new Denoter(notes.rule);
    this.#rewriters = rewriters;
  }

  /** What the user is called. */
  get user(): string {
    const [parameter] = this.rule.root.params;
    if (!this.hasProfile || parameter?.type !== "Identifier") {
      return "event.user";
    }
    return /^(?:event|api)$/.test(parameter.name) ? this.free("profile") : parameter.name;
  }

  /** The name itself, or with a number if the rule has it already. */
  free(name: string): string {
    const isTaken = (text: string) =>
      this.rule.names.nodes.some((node) => node.type === "Identifier" && node.name === text);
    if (!isTaken(name)) {
      return name;
    }
    let number = 2;
    while (isTaken(`${name}${number}`)) {
      number++;
    }
    return `${name}${number}`;
  }

  /** A text in the quotes that the rule prefers. */
  quote(text: string): string {
    const { code } = this.rule;
    const isSingle = code.split("'").length > code.split('"').length;
    return isSingle && !/['"\\\n]/.test(text) ? `'${text}'` : JSON.stringify(text);
  }

  bindingOf(node: AnyNode): Binding | undefined {
    return node.type === "Identifier" ? this.rule.names.bindingOf(node) : undefined;
  }

  print(node: AnyNode): string {
    const replaced = this.replaced.get(node);
    if (replaced !== undefined) {
      return replaced;
    }
    for (const rewrite of this.#rewriters) {
      const text = rewrite(node, this);
      if (text !== undefined) {
        return text;
      }
    }
    return this.printParts(node);
  }

  /** The text of a node, with what its parts became. */
  printParts(node: AnyNode): string {
    const parts = childrenOf(node).sort((a, b) => a.start - b.start);
    let text = "";
    let from = node.start;
    for (const part of parts) {
      // The key and the value of `{ name }` are at the same place.
      if (part.start < from) {
        continue;
      }
      const written = this.print(part);
      const isBare = this.#isBare(part, written);
      text += this.rule.code.slice(from, part.start - (isBare ? 1 : 0)) + written;
      from = part.end + (isBare ? 1 : 0);
    }
    return text + this.rule.code.slice(from, node.end);
  }

  /** Whether brackets around a part are no longer needed. */
  #isBare(part: AnyNode, written: string): boolean {
    const { code } = this.rule;
    if (part.type !== "LogicalExpression" || !/^[\w$.]+$/.test(plain(written))) {
      return false;
    }
    const isBracketed = code[part.start - 1] === "(" && code[part.end] === ")";
    const before = code.slice(0, part.start - 1).trimEnd();
    const word = /[\w$]+$/.exec(before)?.[0] ?? "";
    const isCall = !keywords.has(word) && /[\w$)\]?.]$/.test(before);
    return isBracketed && !isCall;
  }
}

/** One step of indentation, as the rule has it. */
export const step = "\uE006";

/**
 * A line break that the rule does not have. What follows it is indented like the line that it is
 * in.
 */
export const lineBreak = "\uE005";

/** What a dropped statement is printed as; the line goes with it. */
export const dropped = "\uE003";

/** A text without marks. */
export function plain(text: string): string {
  return text.replace(/\uE000\d+\uE001|[\uE002\uE003]/g, "");
}
