import type { Code, Definition, Link, LinkReference, Root, RootContent, Table } from "mdast";

import { endsHostInCode, findOtherAddress, isLinkable } from "../../text/address.ts";
import { findUnreadable, isReadable } from "../../text/characters.ts";
import type { TemplateDocument } from "./document.ts";
import { renderMarkdown } from "./markdown.ts";
import { walkPlaces } from "./places.ts";
import { describeProblem, type Description, type Problem } from "../problem.ts";
import type { Source } from "../source.ts";

/**
 * The most cells of a table, those counted that its rows leave out, and the longest HTML, in UTF-16
 * units: a short text can stand for many empty cells, and repeat a long address by reference.
 */
const maxCells = 1000;
const maxHtml = 100_000;

/** The prose of a template as HTML that is safe to insert into a page, or what it may not have. */
export function renderDescription(source: Source, document: TemplateDocument): string | Problem[] {
  const { problems, empty } = checkProse(source, document);
  const place = document.title?.range ?? { start: document.body, end: document.body };
  if (empty) {
    problems.push(source.problem("description-empty", place));
  }
  if (problems.length > 0) {
    return problems;
  }
  const html = renderMarkdown(document.prose).trim();
  const { length } = html;
  if (length <= maxHtml) {
    return html;
  }
  return [source.problem("description-long", place, { of: "html", length, limit: maxHtml })];
}

/** What the prose may not have, and whether it says nothing. */
function checkProse(
  source: Source,
  { prose, rangeOf }: TemplateDocument,
): { problems: Problem[]; empty: boolean } {
  const findings = new Map<Root | RootContent, Description>();
  const addresses = new Map<string, string[]>();
  for (const node of nodesIn(prose)) {
    if (node.type !== "definition") {
      continue;
    }
    addresses.set(node.identifier, [...(addresses.get(node.identifier) ?? []), node.url]);
  }
  let empty = true;
  for (const node of nodesIn(prose)) {
    const finding = findProblem(node, addresses);
    if (finding) {
      findings.set(node, finding);
    }
    const text = "value" in node && node.type !== "html" ? node.value : "";
    if (empty) {
      empty = !isReadable(text);
    }
  }
  const problems: Problem[] = [];
  // Most prose has no problem, and needs no places.
  for (const { node, range } of findings.size > 0 ? walkPlaces(source.text, prose, rangeOf) : []) {
    const finding = findings.get(node);
    if (finding) {
      problems.push(source.locate(range, finding));
    }
  }
  return { problems, empty };
}

function* nodesIn(root: Root | RootContent): Generator<Root | RootContent> {
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node;
    if ("children" in node) {
      pending.push(...node.children);
    }
  }
}

/** `addresses` are those of the definitions, by identifier. */
function findProblem(
  node: Root | RootContent,
  addresses: ReadonlyMap<string, readonly string[]>,
): Description | undefined {
  switch (node.type) {
    case "html":
      return describeProblem("html-raw");
    case "image":
    case "imageReference":
      return describeProblem("image");
    case "link":
      return findAddressProblem(node) ?? findTextProblem(node, [node.url]);
    case "definition":
      return findAddressProblem(node);
    case "linkReference":
      return findTextProblem(node, addresses.get(node.identifier) ?? []);
    case "code":
      return findInfoProblem(node);
    case "footnoteReference":
    case "footnoteDefinition":
      return describeProblem("markdown", { kind: "footnote" });
    case "listItem":
      if (typeof node.checked !== "boolean") {
        return undefined;
      }
      return describeProblem("markdown", { kind: "task-list" });
    case "table":
      return findTableProblem(node);
    case "text":
      return findUnreadableProblem(node.value);
    default:
      return undefined;
  }
}

function findAddressProblem({ url, title }: Link | Definition): Description | undefined {
  if (!isLinkable(url)) {
    return describeProblem("link", { kind: "address", url });
  }
  const other = findOtherAddress(title ?? "", url);
  return other === undefined ? findUnreadableProblem(title ?? "") : otherAddress(other, url);
}

/** What is wrong with the text of a link that goes to one of these addresses. */
function findTextProblem(
  link: Link | LinkReference,
  urls: readonly string[],
): Description | undefined {
  let text = "";
  let words = "";
  // The nodes come last first.
  for (const node of nodesIn(link)) {
    const value = "value" in node ? node.value : "";
    text = value + text;
    words = (node.type === "inlineCode" ? " " : value) + words;
  }
  if (!isReadable(text)) {
    return describeProblem("link", { kind: "text" });
  }
  for (const url of urls) {
    const other = findOtherAddress(words, url) ?? findOtherAddress(text, url, endsHostInCode);
    if (other !== undefined) {
      return otherAddress(other, url);
    }
  }
  return undefined;
}

function otherAddress(shown: string, url: string): Description {
  return describeProblem("link", { kind: "other", shown, url });
}

/** What follows the fence of a block becomes a part of the page. */
function findInfoProblem({ lang, meta }: Code): Description | undefined {
  return findUnreadableProblem(`${lang ?? ""} ${meta ?? ""}`);
}

function findTableProblem({ align, children: rows }: Table): Description | undefined {
  const cells = (align?.length ?? 0) * rows.length;
  if (cells <= maxCells) {
    return undefined;
  }
  return describeProblem("markdown", { kind: "table", cells, limit: maxCells });
}

/** Entities can write what the file itself may not hold. */
function findUnreadableProblem(text: string): Description | undefined {
  const unreadable = findUnreadable(text);
  if (!unreadable) {
    return undefined;
  }
  const { code, fault, written } = unreadable;
  return describeProblem(code, { fault, written, isEscaped: true });
}
