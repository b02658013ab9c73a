import type { AnyNode } from "acorn";

import { inputOf } from "../../../explore/trial.ts";
import { propertyKey } from "../../../script/syntax/tree.ts";
import { printCall, printValue } from "./values.ts";
import { dropped, type Work } from "../work.ts";

/** `context.redirect = { url }` */
export function printRedirect(value: AnyNode, work: Work): string | undefined {
  if (value.type !== "ObjectExpression") {
    return undefined;
  }
  const [url, ...others] = value.properties;
  if (url?.type !== "Property" || propertyKey(url) !== "url" || others.length > 0) {
    return undefined;
  }
  // The second redirect of a login is ignored.
  if (work.mode === "continue") {
    return dropped;
  }
  noteAddress(url.value, work);
  return work.notes.mark(
    "redirect",
    value,
    printCall("api.redirect.sendUserTo", [printValue(url, work)]),
  );
}

/** An action cannot send a user to an address without a host; a rule sent them nowhere. */
function noteAddress(url: AnyNode, work: Work): void {
  const first = beginningOf(url, work);
  if (first.type === "Literal" && /^https?:\/\//.test(String(first.value))) {
    return;
  }
  if (first.type === "TemplateElement" && /^https?:\/\//.test(first.value.raw)) {
    return;
  }
  const [root, key] = work.denoter.pathOf(first) ?? [];
  const sentence = "the address of the redirect begins with https:// or http://";
  if (root !== "configuration" || key === undefined) {
    work.notes.needs("redirect-address", url, [sentence]);
    return;
  }
  work.notes.needs("redirect-setting", url, [
    `the setting ${key} is an address that begins with https:// or http://`,
    (login) => /^https?:\/\/[\w[]/.test(inputOf(login).settings[key] ?? ""),
  ]);
}

/** What a text that is put together begins with. */
function beginningOf(node: AnyNode, work: Work): AnyNode {
  if (node.type === "BinaryExpression" && node.operator === "+") {
    return beginningOf(node.left, work);
  }
  if (node.type === "TemplateLiteral") {
    const [quasi] = node.quasis;
    const [expression] = node.expressions;
    if (quasi && (quasi.value.raw !== "" || !expression)) {
      return quasi;
    }
    return expression ? beginningOf(expression, work) : node;
  }
  const binding = work.bindingOf(node);
  const declaration = binding?.declaration;
  const init = declaration?.type === "VariableDeclarator" ? declaration.init : undefined;
  const isKept = declaration?.type === "VariableDeclarator" && declaration.id.type === "Identifier";
  return init && isKept ? beginningOf(init, work) : node;
}
