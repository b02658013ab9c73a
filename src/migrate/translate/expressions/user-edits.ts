import type { AnyNode, MemberExpression } from "acorn";

import { isAssigned } from "../../../script/syntax/uses.ts";
import { stringOf } from "../../../script/syntax/tree.ts";
import type { Work } from "../work.ts";

/**
 * Whether the rule itself uses what it changes of the user: as long as the handler runs, the action
 * can change its event in the same way.
 */
export function isReadLater(left: MemberExpression, work: Work): boolean {
  const path = work.denoter.nameOf(left);
  const object = work.denoter.nameOf(left.object);
  if (path === "") {
    return object !== "user" || usesWhole(work);
  }
  const [, key = ""] = path.split(".");
  // What goes into the value is read before.
  const whole = work.rule.names.parentOf(left) ?? left;
  const isMetadata = key === "app_metadata" || key === "user_metadata";
  return work.rule.names.nodes.some((node) => {
    if (isInside(node, whole)) {
      return false;
    }
    const found = work.denoter.nameOf(node);
    if (found === "") {
      return isMapped(node, isMetadata ? path.slice("user.".length) : key);
    }
    if (isPlainWrite(node, work)) {
      return false;
    }
    if (isMetadata && node.start > left.start && isStored(node, work)) {
      return false;
    }
    if (found === path || found.startsWith(`${path}.`)) {
      return node.start > left.start || isLooped(left, work);
    }
    // A larger part is used as a whole.
    return (
      path.startsWith(`${found}.`) &&
      found !== "user" &&
      node.start > left.start &&
      isWhole(node, work)
    );
  });
}

function isInside(node: AnyNode, outer: AnyNode): boolean {
  return node.start >= outer.start && node.end <= outer.end;
}

/** Whether a literal may be the path of a SAML mapping. */
function isMapped(node: AnyNode, key: string): boolean {
  const text = stringOf(node);
  return text === key || text?.startsWith(`${key}.`) === true;
}

/** A part that is given a value without being read. */
function isPlainWrite(node: AnyNode, work: Work): boolean {
  const parent = work.rule.names.parentOf(node);
  return (
    isAssigned(work.rule.names, node) &&
    parent?.type === "AssignmentExpression" &&
    parent.operator === "="
  );
}

/** Metadata that go to `auth0.users` are set key by key. */
function isStored(node: AnyNode, work: Work): boolean {
  const parent = work.rule.names.parentOf(node);
  return (
    parent?.type === "CallExpression" &&
    work.denoter.nameOf(parent.callee).startsWith("auth0.users.")
  );
}

/** Whether an object is used other than for one of its parts. */
function isWhole(node: AnyNode, work: Work): boolean {
  const parent = work.rule.names.parentOf(node);
  return parent?.type !== "MemberExpression" || parent.object !== node || parent.computed;
}

function isLooped(node: AnyNode, work: Work): boolean {
  for (let outer = work.rule.names.parentOf(node); outer; outer = work.rule.names.parentOf(outer)) {
    if (/^(?:For|While|DoWhile)/.test(outer.type)) {
      return true;
    }
  }
  return false;
}

function usesWhole(work: Work): boolean {
  return work.rule.names.nodes.some((node) => {
    if (work.denoter.nameOf(node) !== "user") {
      return false;
    }
    const parent = work.rule.names.parentOf(node);
    return parent?.type === "MemberExpression" && parent.computed;
  });
}

/**
 * Notes that later rules, SAML mappings and tokens no longer see what the rule changed of the user.
 */
export function noteEdit(left: AnyNode, work: Work): void {
  const object = left.type === "MemberExpression" ? work.denoter.nameOf(left.object) : "";
  const path = work.denoter.nameOf(left) || object;
  const [, key = ""] = path.split(".");
  if (isStoredAsWell(key, work)) {
    return;
  }
  work.notes.needs("user-edit", left, [
    `nothing after this rule reads ${path} as the rule changes it, which an action cannot do`,
  ]);
}

/** What is stored as well reaches later actions. */
function isStoredAsWell(key: string, work: Work): boolean {
  const method = { app_metadata: "updateAppMetadata", user_metadata: "updateUserMetadata" }[key];
  if (method === undefined) {
    return false;
  }
  return work.rule.names.nodes.some(
    (node) => work.denoter.nameOf(node) === `auth0.users.${method}`,
  );
}
