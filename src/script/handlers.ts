import type { Program } from "acorn";

import { nearestWord } from "../text/nearest.ts";
import { findExports, type Export } from "./exports.ts";
import { functionOf } from "./syntax/functions.ts";
import type { Names } from "./syntax/names.ts";
import type { FunctionNode } from "./syntax/tree.ts";
import type { Range } from "../text/places.ts";

/** What is wrong with the exports of an action, and what to do. */
export interface ExportFault {
  readonly range: Range;
  readonly message: string;
  readonly hint: string;
}

/** The functions that the platform calls, and what keeps them from being known. */
export interface Handlers {
  readonly handlers: FunctionNode[];
  readonly faults: ExportFault[];
}

const handlerNames = ["onExecutePostLogin", "onContinuePostLogin"];

/** What the platform declares for a module. */
const moduleNames = ["exports", "module", "require"];

/** The handlers that an action exports. */
export function findHandlers(root: Program, names: Names): Handlers {
  const { exported, hidden } = findExports(root, names);
  const faults = [
    ...moduleNames.flatMap((name) => checkDeclared(names, name)),
    ...hidden.map(({ name, ...range }) => hiddenExports(name, range)),
  ];
  const handlers = new Map<string, FunctionNode>();
  for (const item of exported) {
    const handler = functionOf(names, item.value);
    const fault = checkName(item, handlers) ?? checkAsync(item, handler);
    if (fault) faults.push(fault);
    else if (handler) handlers.set(item.name, handler);
  }
  if (faults.length === 0 && !handlers.has("onExecutePostLogin")) {
    faults.push({
      range: root.body[0] ?? root,
      message: "the action does not export onExecutePostLogin",
      hint: `write ${exportOf("onExecutePostLogin")}`,
    });
  }
  return { handlers: [...handlers.values()], faults };
}

function exportOf(name: string): string {
  return `exports.${name} = async (event, api) => { … };`;
}

function checkDeclared(names: Names, name: string): ExportFault[] {
  const binding = names.topLevel(name);
  if (!binding) return [];
  const message = `${name} is declared here, and the platform declares it for every action`;
  return [{ range: binding.declaration, message, hint: "give it another name" }];
}

function hiddenExports(name: string, range: Range): ExportFault {
  const message = `this use of ${name} hides which handlers the action exports`;
  const hint = "set each handler once, in a statement of its own, and use exports for nothing else";
  return { range, message, hint };
}

function checkName(
  { name, place }: Export,
  known: ReadonlyMap<string, FunctionNode>,
): ExportFault | undefined {
  if (known.has(name)) {
    return { range: place, message: `${name} is exported before`, hint: "keep one of the two" };
  }
  if (handlerNames.includes(name)) return undefined;
  const nearest = nearestWord(name, handlerNames);
  const hint = nearest === undefined ? "export nothing but handlers" : `did you mean ${nearest}?`;
  return { range: place, message: `the platform calls no handler ${name}`, hint };
}

/** The platform's loader refuses a handler that is no async function. */
function checkAsync(
  { name, value }: Export,
  handler: FunctionNode | undefined,
): ExportFault | undefined {
  if (handler?.async && !handler.generator) return undefined;
  const message = handler
    ? `${name} is not an async function`
    : `${name} cannot be seen to be an async function`;
  return { range: value, message, hint: `write ${exportOf(name)}` };
}
