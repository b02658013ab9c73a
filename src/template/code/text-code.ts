import type {
  AnyNode,
  CallExpression,
  Identifier,
  MemberExpression,
  Node,
  ObjectExpression,
  ObjectPattern,
} from "acorn";

import { Constants } from "../../script/syntax/constant.ts";
import { functionOf } from "../../script/syntax/functions.ts";
import type { Names } from "../../script/syntax/names.ts";
import type { Binding } from "../../script/syntax/scope.ts";
import { allowedGlobals } from "../../script/platform.ts";
import { isFunction, memberKey } from "../../script/syntax/tree.ts";
import { isCalled } from "../../script/syntax/uses.ts";
import type { Range } from "../../text/places.ts";

/** Where code makes code of text, or reaches what can, and by what. */
export interface TextCode extends Range {
  readonly by: string;
}

/**
 * Members by which code reaches the constructors of functions, which make code of text, or what
 * lies below an object without its name: `console._stdout` may be a socket, and `crypto.setEngine`
 * loads a library. A template has no need for them.
 */
export const reachingMembers: ReadonlySet<string> = new Set(
  `constructor __proto__ __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__
   getPrototypeOf setPrototypeOf getOwnPropertyDescriptor getOwnPropertyDescriptors
   getOwnPropertyNames getOwnPropertySymbols callee caller prepareStackTrace _stdout _stderr
   setEngine`.split(/\s+/),
);

/** By what code calls a function whose name it does not say. */
export const unsaidFunction = "a function under a computed name";

/** What runs a text that it is given in the place of a function. */
const timers = new Set(["setTimeout", "setInterval", "setImmediate"]);

/** Finds code that is made of text, as far as the code itself shows it. */
export function findTextCode(names: Names): TextCode[] {
  const free = ["eval", "Function", "Reflect"].flatMap((name) =>
    (names.free.get(name) ?? []).map((use) => found(use, name)),
  );
  const withs = names.withs.map((node) => found(node, "with"));
  const code: Code = {
    names,
    constants: new Constants(names),
    functions: new Map(),
    builtIns: new Map(),
    unsaid: new Map(),
  };
  return [...free, ...withs, ...names.nodes.flatMap((node) => judge(code, node))];
}

interface Code {
  readonly names: Names;
  readonly constants: Constants;
  /** Whether a name stands for a function, where that is known. */
  readonly functions: Map<Binding, boolean>;
  /** Whether a member is one of the language's or of Node's. */
  readonly builtIns: Map<MemberExpression, boolean>;
  /** Whether a name stands for a member whose key the code does not say. */
  readonly unsaid: Map<Binding, boolean>;
}

function judge(code: Code, node: AnyNode): TextCode[] {
  switch (node.type) {
    case "MemberExpression": {
      const { property: key, computed, object: of } = node;
      if (key.type === "PrivateIdentifier") {
        return [];
      }
      return [...judgeKey(code, { key, computed, of }), ...judgeText(code, node)];
    }
    case "ObjectPattern":
      return judgePattern(code, node);
    case "ObjectExpression":
      return judgeObject(code, node);
    case "CallExpression":
      return [...judgeCall(code, node), ...judgeText(code, node)];
    case "ClassDeclaration":
    case "ClassExpression":
      return [
        ...judgeName(node.id),
        ...(node.superClass ? judgeCallee(code, node.superClass) : []),
      ];
    case "PropertyDefinition":
    case "MethodDefinition":
      return node.computed ? judgeOwnKey(code, node) : [];
    case "FunctionDeclaration":
    case "FunctionExpression":
      return judgeName(node.id);
    case "VariableDeclarator":
      return node.id.type === "Identifier" ? judgeName(node.id) : [];
    case "NewExpression":
      return judgeCallee(code, node.callee);
    case "TaggedTemplateExpression":
      return judgeCallee(code, node.tag);
    case "Literal":
    case "TemplateLiteral":
    case "BinaryExpression":
      return judgeText(code, node);
    default:
      return [];
  }
}

interface Key {
  readonly key: AnyNode;
  readonly computed: boolean;
  /** What the member is taken of, if that is known. */
  readonly of: AnyNode | undefined;
}

function judgeKey(code: Code, { key, computed, of }: Key): TextCode[] {
  const name = nameOf(code, { key, computed });
  if (name !== undefined && reachingMembers.has(name)) {
    return [found(key, name)];
  }
  if (isCertain(code, { key, computed })) {
    return [];
  }
  if (!of || isSymbol(code, key) || !isKnownFunction(code, of)) {
    return [];
  }
  return [found(key, "a computed member of a function")];
}

function nameOf({ constants }: Code, { key, computed }: Omit<Key, "of">): string | undefined {
  return !computed && key.type === "Identifier" ? key.name : constants.textOf(key);
}

/** Whether a key is what it seems to be, whatever else the code does. */
function isCertain({ constants }: Code, { key, computed }: Omit<Key, "of">): boolean {
  return !computed || constants.certainTextOf(key) !== undefined;
}

function judgePattern(code: Code, pattern: ObjectPattern): TextCode[] {
  const of = patternSource(code, pattern);
  return pattern.properties.flatMap((property) => {
    if (property.type !== "Property") {
      return [];
    }
    const { key, computed, value } = property;
    const judged = judgeKey(code, { key, computed, of });
    if (judged.length > 0 || isCertain(code, { key, computed })) {
      return judged;
    }
    const taken = value.type === "AssignmentPattern" ? value.left : value;
    const binding = taken.type === "Identifier" ? code.names.bindingOf(taken) : undefined;
    const called = binding?.references.some((use) => isCalled(code.names, use));
    return called ? [found(key, unsaidFunction)] : [];
  });
}

/** What an object pattern is matched with, where that is written beside it. */
function patternSource({ names }: Code, pattern: ObjectPattern): AnyNode | undefined {
  const parent = names.parentOf(pattern);
  if (parent?.type === "VariableDeclarator") {
    return parent.init ?? undefined;
  }
  return parent?.type === "AssignmentExpression" ? parent.right : undefined;
}

/**
 * `__proto__: value` sets what lies below an object, and code can take the names of keys from it.
 */
function judgeObject(code: Code, { properties }: ObjectExpression): TextCode[] {
  return properties.flatMap((property) => {
    return property.type === "Property" ? judgeOwnKey(code, property) : [];
  });
}

function judgeOwnKey(code: Code, { key, computed }: Omit<Key, "of">): TextCode[] {
  const name = nameOf(code, { key, computed });
  return name !== undefined && unfitKeys.has(name) ? [found(key, name)] : [];
}

/** What no object, function or class is named, so that no list of names gives the text. */
const unfitKeys = new Set(["constructor", "__proto__"]);

function judgeName(id: Identifier | null | undefined): TextCode[] {
  return id && unfitKeys.has(id.name) ? [found(id, id.name)] : [];
}

/** Whether a value is a function, whatever else is done with it. */
function isKnownFunction(code: Code, node: AnyNode): boolean {
  if (isFunction(node) || node.type === "ClassExpression" || node.type === "Super") {
    return true;
  }
  if (node.type === "MemberExpression") {
    return isBuiltIn(code, node);
  }
  if (node.type !== "Identifier") {
    return isModule(code, node);
  }
  const binding = code.names.bindingOf(node);
  if (!binding) {
    return isGlobal(code, node);
  }
  const known = code.functions.get(binding) ?? isFunctionName(code, node, binding);
  code.functions.set(binding, known);
  return known;
}

function isFunctionName(code: Code, node: Identifier, { declaration }: Binding): boolean {
  if (declaration.type === "ClassDeclaration" || functionOf(code.names, node)) {
    return true;
  }
  const value = code.constants.valueOfName(node);
  // One name may stand for another, and so on without end.
  return value !== undefined && value.type !== "Identifier" && isKnownFunction(code, value);
}

/** Whether a member is one that the language or Node brings along: `Object.keys`, `"".sub`. */
function isBuiltIn(code: Code, member: MemberExpression): boolean {
  const known = code.builtIns.get(member);
  if (known !== undefined) {
    return known;
  }
  let node: AnyNode = member;
  const chain: MemberExpression[] = [];
  for (; node.type === "MemberExpression"; node = node.object) {
    chain.push(node);
  }
  const answer =
    node.type === "Identifier"
      ? isGlobal(code, node)
      : ["Literal", "TemplateLiteral", "ArrayExpression"].includes(node.type);
  // The members of a long chain are asked for one after the other.
  for (const link of chain) {
    code.builtIns.set(link, answer);
  }
  return answer;
}

/** Globals whose members are values of the code's own, or of nobody. */
const plainGlobals = new Set(["arguments", "global", "globalThis", "process"]);

function isGlobal({ names }: Code, node: Identifier): boolean {
  return !names.bindingOf(node) && allowedGlobals.has(node.name) && !plainGlobals.has(node.name);
}

function isModule({ names }: Code, node: AnyNode): boolean {
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier") {
    return false;
  }
  return node.callee.name === "require" && !names.bindingOf(node.callee);
}

function judgeCall(code: Code, call: CallExpression): TextCode[] {
  const { callee, arguments: given } = call;
  const name = calledName(callee);
  const [first] = given;
  const text = first && name !== undefined && timers.has(name) && isText(code, first);
  if (text) {
    return [found(first, `${name} with a text`)];
  }
  let called: AnyNode = callee;
  while (called.type === "MemberExpression" && applying.has(memberKey(called) ?? "")) {
    called = called.object;
  }
  const isTaker = name !== undefined && (takers.has(name) || timers.has(name));
  return [...judgeCallee(code, called), ...(first && isTaker ? judgeCallee(code, first) : [])];
}

/** Methods of a function that call it. */
const applying = new Set(["call", "apply", "bind"]);

/** What calls a function that it is given first. */
const takers = new Set(
  `then catch finally map flatMap forEach filter find findIndex findLast some every reduce reduceRight
   sort toSorted queueMicrotask nextTick`.split(/\s+/),
);

/** The last name of what is called, if the code says it. */
function calledName(callee: AnyNode): string | undefined {
  if (callee.type === "Identifier") {
    return callee.name;
  }
  return callee.type === "MemberExpression" ? memberKey(callee) : undefined;
}

/** Whether a value is a text, by its form alone. */
function isText({ constants }: Code, node: AnyNode): boolean {
  if (node.type === "TemplateLiteral" || constants.textOf(node) !== undefined) {
    return true;
  }
  return node.type === "BinaryExpression" && node.operator === "+";
}

/** A function that is called by a name that the code does not say: it could be any. */
function judgeCallee(code: Code, callee: AnyNode): TextCode[] {
  const isUnsaid = resultsOf(callee).some((value) =>
    value.type === "Identifier" ? standsForUnsaid(code, value) : isUnsaidMember(code, value),
  );
  return isUnsaid ? [found(callee, unsaidFunction)] : [];
}

function isUnsaidMember(code: Code, member: AnyNode): boolean {
  if (member.type !== "MemberExpression" || !member.computed) {
    return false;
  }
  const { property: key } = member;
  if (key.type === "PrivateIdentifier" || isSymbol(code, key)) {
    return false;
  }
  return !isCertain(code, { key, computed: true });
}

/** Whether a name stands for such a function at any time. */
function standsForUnsaid(code: Code, name: Identifier): boolean {
  const { names, unsaid } = code;
  const binding = names.bindingOf(name);
  if (!binding) {
    return false;
  }
  const known = unsaid.get(binding);
  if (known !== undefined) {
    return known;
  }
  // One name may stand for another, and so on without end.
  unsaid.set(binding, false);
  const answer = givenTo(names, binding)
    .flatMap(resultsOf)
    .some((value) => isUnsaidMember(code, value));
  unsaid.set(binding, answer);
  return answer;
}

/** The expressions that a name is given, where it is declared and later. */
function givenTo(names: Names, { declaration, references }: Binding): AnyNode[] {
  const isNamed = declaration.type === "VariableDeclarator" && declaration.id.type === "Identifier";
  const first = isNamed && declaration.init ? [declaration.init] : [];
  const later = references.flatMap((use) => {
    const parent = names.parentOf(use);
    return parent?.type === "AssignmentExpression" && parent.left === use ? parent.right : [];
  });
  return [...first, ...later];
}

/** The expressions of which one is the value of another. */
function resultsOf(root: AnyNode): AnyNode[] {
  const results: AnyNode[] = [];
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === "ChainExpression") {
      pending.push(node.expression);
    } else if (node.type === "AwaitExpression") {
      pending.push(node.argument);
    } else if (node.type === "AssignmentExpression") {
      pending.push(node.right);
    } else if (node.type === "LogicalExpression") {
      pending.push(node.left, node.right);
    } else if (node.type === "ConditionalExpression") {
      pending.push(node.consequent, node.alternate);
    } else if (node.type === "SequenceExpression") {
      pending.push(...node.expressions.slice(-1));
    } else {
      results.push(node);
    }
  }
  return results;
}

/** Whether a key is one of the symbols of the language, such as `Symbol.iterator`. */
function isSymbol({ names }: Code, key: AnyNode): boolean {
  if (key.type !== "MemberExpression" || key.computed) {
    return false;
  }
  const { object } = key;
  if (object.type !== "Identifier" || object.name !== "Symbol") {
    return false;
  }
  return !names.bindingOf(object) && symbols.has(memberKey(key) ?? "");
}

const symbols = new Set(
  `asyncIterator hasInstance isConcatSpreadable iterator match matchAll replace search species split
   toPrimitive toStringTag unscopables`.split(/\s+/),
);

/**
 * A text that is such a name, unless it is compared with another, or in a list of names to keep
 * out.
 */
function judgeText(code: Code, node: AnyNode): TextCode[] {
  const parent = code.names.parentOf(node);
  const text = code.constants.textOf(node);
  if (!parent || text === undefined || !reachingMembers.has(text)) {
    return [];
  }
  return isKey(parent, node) || isKeptOut(code, parent) ? [] : [found(node, text)];
}

/** Whether a text is the name of a member, which is judged there. */
function isKey(parent: AnyNode, node: AnyNode): boolean {
  if (parent.type === "MemberExpression") {
    return parent.property === node;
  }
  return "key" in parent && parent.key === node;
}

const comparing = new Set(["===", "!==", "==", "!=", "in"]);

function isKeptOut({ names, constants }: Code, parent: AnyNode): boolean {
  if (parent.type === "SwitchCase") {
    return true;
  }
  if (parent.type === "BinaryExpression" || parent.type === "TemplateLiteral") {
    const whole = constants.textOf(parent);
    const isWhole = whole !== undefined && reachingMembers.has(whole);
    return isWhole || (parent.type === "BinaryExpression" && comparing.has(parent.operator));
  }
  if (parent.type !== "ArrayExpression") {
    return false;
  }
  const above = names.parentOf(parent);
  if (above?.type === "NewExpression") {
    return calledName(above.callee) === "Set";
  }
  const isCall = above?.type === "MemberExpression" && above.object === parent;
  return isCall && ["includes", "indexOf"].includes(memberKey(above) ?? "");
}

function found({ start, end }: Node, by: string): TextCode {
  return { by, start, end };
}
