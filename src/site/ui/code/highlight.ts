// Loaded when code is shown.
import javascript from "highlight.js/lib/languages/javascript";
import { createLowlight } from "lowlight";

/** A piece of code, and the class of its kind, empty if it is of none. */
export interface CodePiece {
  readonly text: string;
  readonly kind: string;
}

const lowlight = createLowlight({ javascript });

type Node = ReturnType<typeof lowlight.highlight>["children"][number];

/** Splits JavaScript into pieces of one kind each. */
export function highlight(code: string): CodePiece[] {
  const pieces = lowlight
    .highlight("javascript", code)
    .children.flatMap((node) => flatten(node, ""));
  return pieces.map(correct);
}

/** Words that are of a kind by their place, which the library goes by their letters. */
function correct({ text, kind }: CodePiece): CodePiece {
  if (text === "async") {
    return { text, kind: "hljs-keyword" };
  }
  // A name in scripts, which import nothing.
  return text === "from" ? { text, kind: "" } : { text, kind };
}

/** The pieces of a node; what is nested is of the inner kind. */
function flatten(node: Node, kind: string): CodePiece[] {
  if (node.type === "text") {
    return [{ text: node.value, kind }];
  }
  if (node.type !== "element") {
    return [];
  }
  const { className } = node.properties;
  const own = Array.isArray(className) ? className.join(" ") : kind;
  return node.children.flatMap((child) => flatten(child, own));
}
