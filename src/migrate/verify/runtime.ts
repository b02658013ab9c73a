import type { AnyNode } from "acorn";

import { magicNames } from "../../emulator/rules/magic-globals.ts";
import type { Runtime } from "../../emulator/script/loaded.ts";
import { resolveNames, type Names } from "../../script/syntax/names.ts";
import { parseFirstExpression } from "../../script/syntax/parser.ts";
import { memberKey } from "../../script/syntax/tree.ts";
import { memberOf } from "../../script/syntax/uses.ts";

/** What the `crypto` of browsers has, which is a global of Node 22. */
const webCrypto = new Set(["subtle", "getRandomValues", "randomUUID"]);

/**
 * The Node that a rule was written for: up to Node 12 packages such as `request` were globals of
 * rules.
 * Source:
 * https://auth0.com/docs/troubleshoot/product-lifecycle/past-migrations/migrate-to-nodejs-16
 */
export function runtimeOf(rule: string): Runtime {
  let root: AnyNode;
  try {
    root = parseFirstExpression(rule);
  } catch {
    // Whoever loads it says what is wrong.
    return "node22";
  }
  const names = resolveNames(root);
  const isOld = magicNames.some((name) =>
    (names.free.get(name) ?? []).some((use) => name !== "crypto" || isOfNode(use, names)),
  );
  return isOld ? "node12" : "node22";
}

function isOfNode(use: AnyNode, names: Names): boolean {
  const member = memberOf(names, use);
  const key = member && memberKey(member);
  return key !== undefined && !webCrypto.has(key);
}
