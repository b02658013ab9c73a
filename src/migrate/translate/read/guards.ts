import type { AnyNode } from "acorn";

import { inputOf } from "../../../explore/trial.ts";
import type { Trial } from "../../../explore/trial.ts";
import { isFunction } from "../../../script/syntax/tree.ts";
import { isRecord } from "../../../text/plain-data.ts";
import { nodesIn } from "./origins.ts";
import { alwaysThere } from "./shapes.ts";
import type { Work } from "../work.ts";

/**
 * Notes that a part is read which an event always has and a rule's login may not have, unless the
 * rule looks first.
 */
export function needsPart(node: AnyNode, path: string, work: Work): void {
  const sentence = alwaysThere[path];
  if (sentence === undefined || sentence === "") {
    return;
  }
  if (node.type === "MemberExpression" && node.optional) {
    return;
  }
  if (isGuarded(node, path, work)) {
    return;
  }
  noteAbsence(node, path, work);
}

/** Notes that something is otherwise where a part is absent. */
export function noteAbsence(node: AnyNode, path: string, work: Work): void {
  const sentence = alwaysThere[path];
  if (sentence === undefined || sentence === "") {
    return;
  }
  const id = path.startsWith("user.") ? "metadata-absent" : "part-absent";
  const text = `${sentence} (a rule without it fails here, the action goes on)`;
  work.notes.needs(id, node, [text, (login) => hasPart(login, path)]);
}

/** Notes that an action does for users without metadata what its rule does where they are empty. */
export function noteNone(node: AnyNode, path: string, work: Work): void {
  const kind = path.slice("user.".length);
  work.notes.needs("metadata-absent", node, [
    `the user has ${kind}, if only empty: the action refuses, or asks for a factor, without it as well`,
    (login) => hasPart(login, path),
  ]);
}

/** Whether a login has what a rule reads at a path. Of a description, null is what is not there. */
export function hasPart(login: Trial, path: string): boolean {
  const { user, login: description } = inputOf(login);
  const [root = "", ...keys] = path.split(".");
  if (root === "user") {
    return valueAt(user, keys) !== undefined;
  }
  return keys.every((_key, index) => valueAt(description, keys.slice(0, index + 1)) !== null);
}

/** What an object has at a path of keys; undefined if there is nothing. */
export function valueAt(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (isRecord(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    value,
  );
}

function isGuarded(node: AnyNode, path: string, work: Work): boolean {
  const { names } = work.rule;
  const mentions = (part: AnyNode | null | undefined) =>
    part !== null && part !== undefined && mentionsPath(part, path, work);
  let inner = node;
  for (let outer = names.parentOf(node); outer; inner = outer, outer = names.parentOf(outer)) {
    if (outer.type === "LogicalExpression" && outer.right === inner && mentions(outer.left)) {
      return true;
    }
    if (outer.type === "IfStatement" || outer.type === "ConditionalExpression") {
      if (outer.test !== inner && mentions(outer.test)) {
        return true;
      }
    }
    if (outer.type === "BlockStatement" && outer.body.some((part) => settles(part, inner))) {
      return true;
    }
  }
  return isDefaulted(node, work);

  /** Whether a statement before makes sure that the part is there, or ends the rule. */
  function settles(part: AnyNode, until: AnyNode): boolean {
    if (part.end > until.start) {
      return false;
    }
    if (part.type === "IfStatement") {
      return mentions(part.test);
    }
    return [...nodesIn(part)].some(
      (found) =>
        found.type === "AssignmentExpression" &&
        (work.denoter.isDefaulting(found) ? mentions(found.left) : isWritten(found.left, path)),
    );
  }

  function isWritten(left: AnyNode, whole: string): boolean {
    return work.denoter.nameOf(left) === whole;
  }
}

/** Whether a name for the part was declared with a default. */
function isDefaulted(node: AnyNode, work: Work): boolean {
  const object = node.type === "MemberExpression" ? node.object : node;
  if (object.type === "LogicalExpression") {
    return true;
  }
  const declaration = work.bindingOf(object)?.declaration;
  if (declaration?.type !== "VariableDeclarator" || !declaration.init) {
    return false;
  }
  const { init, id } = declaration;
  return init.type === "LogicalExpression" || id.type === "ObjectPattern";
}

function mentionsPath(part: AnyNode, path: string, work: Work): boolean {
  for (const node of nodesIn(part)) {
    if (isFunction(node)) {
      continue;
    }
    const name = work.denoter.nameOf(node);
    if (name === path || name.startsWith(`${path}.`)) {
      return true;
    }
  }
  return false;
}
