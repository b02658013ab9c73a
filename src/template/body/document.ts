import type { Code, Heading, Root, RootContent } from "mdast";

import { kindOf, parseBody, type BlockKind } from "./body.ts";
import { isProblem, type Problem } from "../problem.ts";
import type { Source } from "../source.ts";
import type { Range } from "../../text/places.ts";
import type { Form } from "../../script/form/form.ts";

/** The code of a fenced block, and where it begins in the file. */
export interface CodeBlock {
  readonly code: string;
  /** Offset of its first character in the source. */
  readonly start: number;
}

/** The parts of a template's body. */
export interface TemplateDocument {
  /** Offset where the body begins. */
  readonly body: number;
  readonly title: { readonly text: string; readonly range: Range } | undefined;
  /** Whether there is a block of the kind, readable or not. */
  readonly has: Readonly<Record<BlockKind, boolean>>;
  readonly rule: CodeBlock | undefined;
  readonly action: CodeBlock | undefined;
  /** Those that can be read. */
  readonly examples: readonly CodeBlock[];
  /** What is left: the tree of the description. */
  readonly prose: Root;
  /** Where a node of the prose stands in the source: all of the body for one without a place. */
  readonly rangeOf: (node: RootContent | Root) => Range;
  readonly problems: readonly Problem[];
}

const titlePattern = /^[A-Za-z0-9]+([ -][A-Za-z0-9]+)*$/;

/** Takes a template's body, from the offset `body` on, apart. */
export function parseDocument(source: Source, body: number): TemplateDocument | Problem {
  const parsed = parseBody(source, body);
  if (isProblem(parsed)) {
    return parsed;
  }
  const { tree, rangeOf } = parsed;
  const problems: Problem[] = [];
  const heading = tree.children.find((node) => node.type === "heading");
  const blocks = {
    rule: findBlocks(tree, "rule"),
    action: findBlocks(tree, "action"),
    example: findBlocks(tree, "example"),
  };
  const read = (node: Code): CodeBlock | undefined => {
    const block = takeBlock(source, rangeOf(node));
    if (!isProblem(block)) {
      return block;
    }
    problems.push(block);
    return undefined;
  };
  const take = (form: Form): CodeBlock | undefined => {
    const [first, ...others] = blocks[form];
    for (const other of others) {
      problems.push(source.problem(`${form}-duplicate`, rangeOf(other)));
    }
    return first && read(first);
  };
  const [rule, action] = [take("rule"), take("action")];
  const examples = blocks.example.map(read).filter((block) => block !== undefined);
  problems.push(
    ...checkTitle(source, heading, heading ? rangeOf(heading) : { start: body, end: body }),
  );
  const taken = new Set<RootContent>(Object.values(blocks).flat());
  if (heading) {
    taken.add(heading);
  }
  return {
    body,
    title: heading && { text: titleText(heading), range: rangeOf(heading) },
    has: {
      rule: blocks.rule.length > 0,
      action: blocks.action.length > 0,
      example: blocks.example.length > 0,
    },
    rule,
    action,
    examples,
    prose: { type: "root", children: tree.children.filter((node) => !taken.has(node)) },
    rangeOf,
    problems,
  };
}

/** The blocks of one kind, wherever they are nested. */
function findBlocks(tree: Root, kind: BlockKind): Code[] {
  const blocks: Code[] = [];
  const pending: (Root | RootContent)[] = [tree];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === "code" && kindOf(`${node.lang ?? ""} ${node.meta ?? ""}`) === kind) {
      blocks.push(node);
    } else if ("children" in node) {
      pending.push(...node.children.toReversed());
    }
  }
  return blocks;
}

/** The code of a block, which must stand at the left margin and be closed. */
function takeBlock(source: Source, range: Range): CodeBlock | Problem {
  const { text } = source;
  const lineEnd = text.indexOf("\n", range.start);
  const line = { start: range.start, end: lineEnd === -1 ? text.length : lineEnd };
  if (text[range.start - 1] !== "\n") {
    return source.problem("block-indented", line);
  }
  const closing = text.slice(text.lastIndexOf("\n", range.end - 1) + 1, range.end);
  if (range.end <= line.end || !/^ {0,3}(`{3,}|~{3,})[ \t]*$/.test(closing)) {
    return source.problem("block-unclosed", line, { hasOther: false });
  }
  const start = line.end + 1;
  const fence = /^(`{3,}|~{3,})\s*\w/m.exec(text.slice(start, range.end));
  if (fence) {
    return source.problem("block-unclosed", line, { hasOther: true });
  }
  return { code: text.slice(start, Math.max(start, range.end - closing.length - 1)), start };
}

/** `range` is that of the heading, or of the place where one is missing. */
function checkTitle(source: Source, heading: Heading | undefined, range: Range): Problem[] {
  if (!heading) {
    return [source.problem("title-missing", range)];
  }
  const plain = heading.children.every(({ type }) => type === "text");
  const title = heading.depth === 1 ? titleText(heading) : undefined;
  if (title !== undefined && plain && titlePattern.test(title)) {
    return [];
  }
  return [source.problem("title-invalid", range, { title })];
}

function titleText(heading: Heading): string {
  return heading.children.map((child) => ("value" in child ? child.value : "")).join("");
}
