import type { AnyNode, CallExpression, Identifier, MemberExpression, Property } from "acorn";

import { inputOf } from "../../../explore/trial.ts";
import { memberKey } from "../../../script/syntax/tree.ts";
import { isAssigned } from "../../../script/syntax/uses.ts";
import { printErrorClass } from "./errors.ts";
import { needsPart } from "../read/guards.ts";
import { printWhole } from "./whole-parts.ts";
import { printManagement } from "./management.ts";
import { comesFrom, isTakenBy } from "../read/origins.ts";
import { looksAtAll } from "./profile.ts";
import { alwaysThere, isContainer, ownOfUser, shapes, targets } from "../read/shapes.ts";
import type { Work } from "../work.ts";

const tokens = ["access_token", "access_token_secret", "refresh_token"];
/** Functions that look something up in an object by its path. */
const lookups = /^(?:_|lodash|R|ramda)\.(?:get|has|path|pathOr|result|at)$/;

/** What a name of the rule is in the action. */
export function printName(node: AnyNode, work: Work): string | undefined {
  if (node.type !== "Identifier") {
    return undefined;
  }
  const binding = work.rule.names.bindingOf(node);
  const written = binding && work.written.get(binding);
  if (written !== undefined) {
    return written;
  }
  const path = work.denoter.nameOf(node);
  checkWhole(node, path, work);
  if (path === "context") {
    return "event";
  }
  const whole = printWhole(node, node.name, work);
  if (whole !== node.name) {
    return work.notes.mark("read", node, whole);
  }
  if (binding === work.rule.user) {
    return work.notes.mark("read", node, work.user);
  }
  if (!binding && path === "configuration") {
    return work.notes.mark("setting", node, "event.secrets");
  }
  if (!binding && node.name === "UnauthorizedError") {
    return printErrorClass(node, work);
  }
  if (!binding && /^(?:Validation|WrongUsernameOrPassword)Error$/.test(node.name)) {
    work.notes.refuse("error-class", node);
  }
  if (binding && isTakenBy("timestamp", node, work) && !isAssigned(work.rule.names, node)) {
    return printTaken(node, work);
  }
  return undefined;
}

function printTaken(node: Identifier, work: Work): string | undefined {
  const isDeclared = !work.rule.names.bindingOf(node)?.references.includes(node);
  if (isDeclared) {
    return undefined;
  }
  if (!comesFrom(node, "context.authentication", work)) {
    if (readsMethods(work)) {
      work.notes.refuse("method-time", node);
    }
    return undefined;
  }
  return work.notes.mark("read", node, `Date.parse(${node.name})`);
}

/** Whether a rule reads the methods of authentication somewhere. */
function readsMethods({ denoter, rule }: Work): boolean {
  return rule.names.nodes.some((node) => denoter.nameOf(node) === "context.authentication");
}

/** Notes where an object is used as a whole whose shape is another in an action. */
function checkWhole(node: Identifier, path: string, work: Work): void {
  if (!["user", "context", "configuration", "auth0", "auth0.users"].includes(path)) {
    return;
  }
  const { names } = work.rule;
  const parent = names.parentOf(node);
  if (work.hasProfile && looksAtAll(node, work)) {
    return;
  }
  if (!names.bindingOf(node)?.references.includes(node) && names.bindingOf(node)) {
    return;
  }
  if (parent?.type === "MemberExpression" && parent.object === node) {
    if (memberKey(parent) === undefined && path !== "user") {
      work.notes.refuse(path === "configuration" ? "settings" : "whole-object", parent);
    }
    return;
  }
  if (parent?.type === "VariableDeclarator" && parent.init === node) {
    return;
  }
  if (parent?.type === "CallExpression" && isFollowed(parent, node, work)) {
    return;
  }
  // What a test says of these is always true.
  if (parent?.type === "UnaryExpression" || parent?.type === "LogicalExpression") {
    return;
  }
  if (parent?.type === "IfStatement") {
    return;
  }
  work.notes.refuse(path === "configuration" ? "settings" : "whole-object", node);
}

/** `_.get(user, …)`, or `get(user, …)` where that was taken out of the package. */
function isLookup({ callee }: CallExpression, work: Work): boolean {
  const name = work.rule.code.slice(callee.start, callee.end);
  const declaration = work.bindingOf(callee)?.declaration;
  const init = declaration?.type === "VariableDeclarator" ? declaration.init : undefined;
  const source = init ? work.rule.code.slice(init.start, init.end) : "";
  const isTaken = /^require\(["'](?:lodash|ramda)\b/.test(source);
  return lookups.test(isTaken ? `_.${name}` : name);
}

/** Whether a function that gets an object is one of the rule's own, or only looks something up. */
function isFollowed(call: CallExpression, node: Identifier, work: Work): boolean {
  const path = work.denoter.nameOf(node);
  if (path === "user" && isLookup(call, work)) {
    return true;
  }
  if (call.callee.type !== "Identifier") {
    return false;
  }
  const declaration = work.bindingOf(call.callee)?.declaration;
  const owner = declaration?.type === "VariableDeclarator" ? declaration.init : declaration;
  if (owner?.type !== "FunctionDeclaration" && owner?.type !== "FunctionExpression") {
    if (owner?.type !== "ArrowFunctionExpression") {
      return false;
    }
  }
  const parameter = owner.params[call.arguments.indexOf(node)];
  return parameter === undefined || work.denoter.nameOf(parameter) === path;
}

/** What a rule reads, by its path. */
export function printMember(node: AnyNode, work: Work): string | undefined {
  if (node.type !== "MemberExpression") {
    return undefined;
  }
  const key = memberKey(node);
  checkClaims(node, work);
  const object = work.denoter.nameOf(node.object);
  if (key === undefined) {
    checkKey(node, object, work);
    return undefined;
  }
  if (key === "timestamp" && comesFrom(node.object, "context.authentication", work)) {
    return work.notes.mark("read", node, `Date.parse(${work.printParts(node)})`);
  }
  if (key === "timestamp" && object === "" && readsMethods(work)) {
    work.notes.refuse("method-time", node);
  }
  if (tokens.includes(key) && comesFrom(node.object, "user.identities", work)) {
    work.notes.refuse("provider-token", node);
  }
  if (object === "") {
    return undefined;
  }
  if (object === "global") {
    const name = noteGlobal(node, key, work);
    return name && work.notes.mark("global", node, name);
  }
  if (isClientItself(node, object, work)) {
    work.notes.refuse("management-token", node);
  }
  if (object === "auth0" && key !== "users") {
    return printManagement(node, key, work);
  }
  noteRead(node, { object, key }, work);
  const text = printKey(node, { object, key }, work);
  if (text !== undefined) {
    return work.notes.mark("read", node, printWhole(node, text, work));
  }
  const plain = work.printParts(node);
  const whole = printWhole(node, plain, work);
  return whole === plain ? plain : work.notes.mark("read", node, whole);
}

/** Notes a key that is worked out, of an object whose keys are others in an action. */
function checkKey(node: MemberExpression, object: string, work: Work): void {
  if (object in shapes) {
    work.notes.refuse("whole-object", node);
  }
}

/** Whether a rule does with `auth0.users` something else than to store metadata. */
function isClientItself(node: MemberExpression, object: string, work: Work): boolean {
  if (object === "auth0.users") {
    return true;
  }
  const parent = work.rule.names.parentOf(node);
  const isGoneInto = parent?.type === "MemberExpression" && parent.object === node;
  return work.denoter.nameOf(node) === "auth0.users" && !isGoneInto;
}

/** What is set for the login can be set only. */
function checkClaims(node: MemberExpression, work: Work): void {
  if (!/^context\.(?:idToken|accessToken)$/.test(work.denoter.nameOf(node.object))) {
    return;
  }
  work.notes.refuse("claims-read", node);
}

interface Read {
  /** The path of the object that is read. */
  readonly object: string;
  readonly key: string;
}

function printKey(node: MemberExpression, { object, key }: Read, work: Work): string | undefined {
  const renamed = shapes[object]?.renamed?.[key];
  const base = () => work.print(node.object);
  if (object === "context" && key === "protocol" && work.mode === "continue") {
    return '"redirect-callback"';
  }
  if (object === "configuration" && /^[A-Za-z_$][\w$]*$/.test(key)) {
    work.notes.secrets.add(key);
    return `${base()}.${key}`;
  }
  if (renamed !== undefined) {
    const isSafe = object in alwaysThere || object === "context" || !node.optional;
    return `${base()}${isSafe ? "." : "?."}${isGoneInto(node, work) ? renamed.replace("?.", ".") : renamed}`;
  }
  // Nothing is optional that is always there.
  return node.optional && object in alwaysThere && !node.computed ? `${base()}.${key}` : undefined;
}

/**
 * Whether a part of it is read without looking whether it is there, which fails where it is not.
 */
function isGoneInto(node: MemberExpression, work: Work): boolean {
  const parent = work.rule.names.parentOf(node);
  const isRisk = work.denoter.nameOf(node) === "context.riskAssessment";
  return (
    isRisk && parent?.type === "MemberExpression" && parent.object === node && !parent.optional
  );
}

/** Notes what a login needs for a read to give the same, and what cannot be read. */
function noteRead(node: MemberExpression, { object, key }: Read, work: Work): void {
  if (object in alwaysThere) {
    needsPart(node, object, work);
  }
  if (object === "user") {
    noteRoot(node, key, work);
  }
  if (object === "configuration") {
    work.notes.secrets.add(key);
  }
  if (object !== "context" || isContainer([object, key])) {
    return;
  }
  if (key === "connectionOptions") {
    work.notes.refuse("connection-options", node);
  } else if (key === "sso") {
    work.notes.refuse("sso", node);
  } else if (targets.includes(key)) {
    work.notes.refuse("claims-read", node);
  } else if (!known(key)) {
    work.notes.refuse("context-key", node);
  }
  if (/^(?:sessionID|auth0SessionId)$/.test(key)) {
    work.notes.needs("session", node, [
      "it does not matter that the session has another id in an action",
    ]);
  }
}

function known(key: string): boolean {
  return (
    key in (shapes["context"]?.renamed ?? {}) || shapes["context"]?.same?.includes(key) === true
  );
}

/** A rule reads `app_metadata` in the root of the user as well. */
function noteRoot(node: MemberExpression, key: string, work: Work): void {
  if (work.hasProfile || ownOfUser.includes(key) || isAssigned(work.rule.names, node)) {
    return;
  }
  const holds = (login: Parameters<typeof inputOf>[0]) =>
    !Object.hasOwn(inputOf(login).user.app_metadata ?? {}, key);
  work.notes.needs("merged-root", node, [
    `app_metadata has no ${key}, which a rule would read as user.${key}`,
    holds,
  ]);
}

/**
 * What a rule keeps for later logins is a variable of the module; what another rule set has to be
 * brought along.
 */
function noteGlobal(node: MemberExpression, key: string, work: Work): string | undefined {
  const { names } = work.rule;
  const isSet = names.nodes.some(
    (other) =>
      other.type === "MemberExpression" &&
      work.denoter.nameOf(other) === `global.${key}` &&
      isAssigned(names, other),
  );
  if (!isSet) {
    work.notes.needs("global", node, [
      `the action is given what another rule keeps as global.${key}`,
    ]);
    return undefined;
  }
  work.notes.needs("global", node, [`no other rule uses global.${key}, which becomes a variable`]);
  const declared = names.nodes.some((other) => other.type === "Identifier" && other.name === key);
  const name = declared || !/^[A-Za-z_$][\w$]*$/.test(key) ? `kept${capitalized(key)}` : key;
  work.notes.heads.add(`let ${name};`);
  return name;
}

function capitalized(key: string): string {
  return key.replace(/\W/g, "_").replace(/^./, (letter) => letter.toUpperCase());
}

/** `{ name }` where the value has become something else. */
export function printShorthand(node: AnyNode, work: Work): string | undefined {
  if (node.type !== "Property" || !node.shorthand) {
    return undefined;
  }
  if (node.value.type !== "Identifier") {
    return undefined;
  }
  const name = (node as Property & { readonly key: Identifier }).key.name;
  const value = work.print(node.value);
  return value === name ? name : `${name}: ${value}`;
}

/**
 * Line breaks inside of a text are kept where lines are moved, and a text inside of a text becomes
 * a part of it.
 */
export function printTemplate(node: AnyNode, work: Work): string | undefined {
  if (node.type === "TemplateLiteral") {
    return work.printParts(node).replace(innerText, "$<before>$<text>$<after>");
  }
  if (node.type !== "TemplateElement") {
    return undefined;
  }
  return work.rule.code.slice(node.start, node.end).replaceAll("\n", "\uE004");
}

/** A template that is an expression of another, perhaps with the marks of `Notes.mark`. */
const innerText = /\$\{(?<before>(?:\uE000\d+\uE001)*)`(?<text>[^`]*)`(?<after>\uE002*)\}/g;
