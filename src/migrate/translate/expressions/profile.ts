import type { AnyNode } from "acorn";

import { memberKey } from "../../../script/syntax/tree.ts";
import { isAssigned } from "../../../script/syntax/uses.ts";
import { isReadLater } from "./user-edits.ts";
import type { Out } from "../flow/output.ts";
import type { Work } from "../work.ts";

/** Functions that look at the properties of an object, whichever it has. */
const looking =
  /^(?:Object\.(?:keys|values|entries|assign|hasOwn)|(?:_|lodash)\.(?:pick|omit|clone|cloneDeep|assign|extend|merge|forEach|map|keys|has|mapValues|pickBy|omitBy))$/;

/** Whether a use of the user is one that depends on which properties it has. */
export function looksAtAll(node: AnyNode, work: Work): boolean {
  const { code, names } = work.rule;
  const parent = names.parentOf(node);
  switch (parent?.type) {
    case "MemberExpression":
      return parent.object === node && memberKey(parent) === undefined;
    case "SpreadElement":
      return names.parentOf(parent)?.type === "ObjectExpression";
    case "BinaryExpression":
      return parent.operator === "in" && parent.right === node;
    case "ForInStatement":
      return parent.right === node;
    case "CallExpression":
      return looking.test(code.slice(parent.callee.start, parent.callee.end));
    default:
      return false;
  }
}

/**
 * Whether the action needs the user as rules saw it: with `app_metadata` in its root, and to be
 * changed in memory.
 */
export function needsProfile(work: Work): boolean {
  return work.rule.user.references.some((node) => {
    if (looksAtAll(node, work)) {
      return true;
    }
    const parent = work.rule.names.parentOf(node);
    if (parent?.type !== "MemberExpression" || parent.object !== node) {
      return false;
    }
    if (/^(?:app|user)_metadata$/.test(memberKey(parent) ?? "")) {
      return false;
    }
    return isAssigned(work.rule.names, parent) && isReadLater(parent, work);
  });
}

/** The statement that makes the copy. */
export function printProfile(work: Work): Out[] {
  if (!work.hasProfile) {
    return [];
  }
  const looking = work.rule.user.references.find((node) => looksAtAll(node, work));
  if (looking) {
    work.notes.needs("profile-keys", looking, [
      "it does not matter that the user of an event always has app_metadata, user_metadata, multifactor and enrolledFactors",
    ]);
  }
  return [
    { kind: "comment", text: "// The user as rules saw it: app_metadata is in its root as well." },
    { kind: "text", text: `const ${work.user} = { ...event.user, ...event.user.app_metadata };` },
  ];
}
