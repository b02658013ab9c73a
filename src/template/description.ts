import type { Definition, Link, Root, RootContent } from "mdast";

import type { TemplateDocument } from "./document.ts";
import { renderMarkdown } from "./markdown.ts";
import type { Problem, ProblemCode } from "./problem.ts";
import type { Source } from "./source.ts";

/** The prose of a template as HTML that is safe to insert into a page, or what it may not have. */
export function renderDescription(source: Source, document: TemplateDocument): string | Problem[] {
  const problems: Problem[] = [];
  const pending: (Root | RootContent)[] = [document.prose];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const finding = findProblem(node);
    if (finding) {
      problems.push(source.problem(finding[0], document.rangeOf(node), finding[1], finding[2]));
    }
    if ("children" in node) pending.push(...node.children);
  }
  const html = renderMarkdown(document.prose).trim();
  if (/\S/.test(html.replace(/<[^>]*>/g, ""))) return problems.length > 0 ? problems : html;
  const empty = source.problem(
    "description-empty",
    document.title?.range ?? { start: document.body, end: document.body },
    "nothing describes the template",
    "say below the title what a user gains, and what is sent to whom",
  );
  return [...problems, empty];
}

type Finding = readonly [ProblemCode, message: string, hint: string];

function findProblem(node: Root | RootContent): Finding | undefined {
  switch (node.type) {
    case "html":
      return ["html-raw", "raw HTML would be dropped", "write Markdown, or put it in backticks"];
    case "image":
    case "imageReference":
      return ["image", "a description has no images", "describe it in words, or link to it"];
    case "link":
    case "definition":
      return findLinkProblem(node);
    case "footnoteReference":
    case "footnoteDefinition":
      return ["markdown", "a description has no footnotes", "put the note into the text"];
    case "listItem":
      if (typeof node.checked !== "boolean") return undefined;
      return ["markdown", "a description has no task lists", "remove the brackets"];
    default:
      return undefined;
  }
}

function findLinkProblem({ url }: Link | Definition): Finding | undefined {
  if (/^(https:\/\/[^/?#]|mailto:.)/.test(url) && URL.canParse(url)) return undefined;
  return [
    "link",
    `the link goes to ${JSON.stringify(url)}`,
    "link to an absolute https: or mailto: address",
  ];
}
