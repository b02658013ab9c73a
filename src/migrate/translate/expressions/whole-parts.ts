import type { AnyNode, VariableDeclarator } from "acorn";

import { isFunction } from "../../../script/syntax/tree.ts";
import { isAssigned } from "../../../script/syntax/uses.ts";
import { shapes } from "../read/shapes.ts";
import type { Work } from "../work.ts";

/** Gives a place the names that rules had for its parts. */
const ruleGeoip = (name: string) => `// The place as a rule saw it.
const ${name} = (geoip) => ({
${Object.entries(shapes["context.request.geoip"]?.renamed ?? {})
  .map(([rule, action]) => `  ${rule}: geoip.${action},\n`)
  .join("")}  latitude: geoip.latitude,
  longitude: geoip.longitude,
});`;

/** Parts of the context whose own parts are called otherwise or are something else in an event. */
const changed =
  /^context\.(?:stats|request|request\.geoip|authentication|authentication\.methods)$/;

/**
 * A part of the context that is used as a whole: a place with the names of a rule, others not at
 * all.
 */
export function printWhole(node: AnyNode, text: string, work: Work): string {
  const path = work.denoter.nameOf(node);
  if (!changed.test(path) || !isTaken(node, path, work)) {
    return text;
  }
  if (path !== "context.request.geoip") {
    work.notes.refuse("whole-object", node);
    return text;
  }
  const name = work.free("ruleGeoip");
  work.notes.heads.add(ruleGeoip(name));
  return `${name}(${text})`;
}

/** Whether all of it goes somewhere where its parts are not followed. */
function isTaken(node: AnyNode, path: string, work: Work): boolean {
  const { names } = work.rule;
  if (isAssigned(names, node)) {
    return false;
  }
  const parent = names.parentOf(node);
  switch (parent?.type) {
    case "ChainExpression":
      return isTaken(parent, path, work);
    case "VariableDeclarator":
      return isLost(parent, path, work);
    case "AssignmentExpression":
      return !isKeptList(parent.left, node, work);
    case "Property":
    case "SpreadElement":
    case "ReturnStatement":
    case "ArrayExpression":
    case "TemplateLiteral":
      return true;
    case "LogicalExpression":
    case "ConditionalExpression":
      return isOperand(parent, node) && isTaken(parent, path, work);
    case "CallExpression":
    case "NewExpression":
      return (
        parent.callee !== node &&
        !isLook(parent.callee, work) &&
        !isFollowed(parent.callee, node, work)
      );
    case "ArrowFunctionExpression":
      return parent.body === node;
    default:
      return false;
  }
}

/** Whether the name that is declared may become something else, so that it is not followed. */
function isLost({ id, init }: VariableDeclarator, path: string, work: Work): boolean {
  // The times of methods are followed further than names.
  if (path.startsWith("context.authentication")) {
    return false;
  }
  return work.denoter.nameOf(id.type === "Identifier" ? id : init) !== path;
}

/** Whether methods of authentication become a name's, of which no time is read. */
function isKeptList(left: AnyNode, node: AnyNode, work: Work): boolean {
  const isList = work.denoter.nameOf(node).startsWith("context.authentication");
  return isList && left.type === "Identifier" && !work.rule.code.includes("timestamp");
}

/** Whether a function only looks what a value is. */
function isLook(callee: AnyNode, work: Work): boolean {
  const name = work.rule.code.slice(callee.start, callee.end);
  return /^(?:Array\.isArray|Boolean|(?:_|lodash)\.(?:isEmpty|isArray|isNil|isUndefined))$/.test(
    name,
  );
}

function isOperand(parent: AnyNode, node: AnyNode): boolean {
  if (parent.type === "ConditionalExpression") {
    return parent.test !== node;
  }
  return parent.type === "LogicalExpression" && (parent.right === node || parent.operator !== "&&");
}

/** Whether a local function gets it under a name that stands for it. */
function isFollowed(callee: AnyNode, node: AnyNode, work: Work): boolean {
  const declaration = work.bindingOf(callee)?.declaration;
  const owner = declaration?.type === "VariableDeclarator" ? declaration.init : declaration;
  if (!owner || !isFunction(owner)) {
    return false;
  }
  const path = work.denoter.nameOf(node);
  return owner.params.some((parameter) => work.denoter.nameOf(parameter) === path);
}
