import type { AnyNode } from "acorn";

import list from "../../../emulator/host/removed.json" with { type: "json" };
import { readModuleName } from "../../../script/module-name.ts";
import { stringOf } from "../../../script/syntax/tree.ts";
import type { Work } from "../work.ts";

/**
 * What rules had as globals up to Node 12: the expression for each, and the package with the
 * version of that time.
 * Source: the npm package auth0-authz-rules-api 4.0.0
 */
const globals: Readonly<Record<string, readonly [text: string, name?: string, version?: string]>> =
  {
    _: ['require("lodash")', "lodash", "2.4.2"],
    async: ['require("async")', "async", "0.9.2"],
    bcrypt: ['require("bcrypt")', "bcrypt", "5.1.1"],
    jwt: ['require("jsonwebtoken")', "jsonwebtoken", "7.4.3"],
    Knex: ['require("knex")', "knex", "0.13.0"],
    mysql: ['require("mysql").createConnection', "mysql", "2.18.1"],
    ObjectID: ['require("mongodb").ObjectID', "mongodb", "2.2.36"],
    pg: ['require("pg")', "pg", "4.5.7"],
    q: ['require("q")', "q", "1.0.1"],
    querystring: ['require("querystring")'],
    request: ['require("request")', "request", "2.88.2"],
    uuid: ['require("uuid")', "uuid", "2.0.3"],
    xml2js: ['require("xml2js")', "xml2js", "0.2.8"],
    xmldom: ['require("xmldom")', "xmldom", "0.1.31"],
    xpath: ['require("xpath")', "xpath", "0.0.5"],
    xtend: ['require("xtend")', "xtend", "1.0.3"],
  };

/**
 * Versions for packages that rules require without one: late ones that still load with `require`
 * and take callbacks, as the code of rules expects. Each is in the npm registry, as of 2026-12-01;
 * to look one up again: `npm view NAME@VERSION version`.
 */
const versions: Readonly<Record<string, string>> = {
  "@sendgrid/mail": "7.7.0",
  "analytics-node": "6.2.0",
  async: "2.6.4",
  auth0: "3.5.0",
  "aws-sdk": "2.1692.0",
  axios: "0.27.2",
  bluebird: "3.7.2",
  firebase: "8.10.1",
  "firebase-admin": "11.11.1",
  "form-data": "4.0.0",
  got: "11.8.6",
  "ipaddr.js": "1.9.1",
  jsonwebtoken: "9.0.2",
  "jwks-rsa": "2.1.5",
  knex: "0.95.15",
  lodash: "4.17.21",
  mixpanel: "0.17.0",
  moment: "2.29.4",
  "moment-timezone": "0.5.43",
  mongodb: "4.17.2",
  mysql: "2.18.1",
  mysql2: "2.3.3",
  "node-fetch": "2.7.0",
  pg: "8.11.3",
  querystring: "0.2.1",
  ramda: "0.29.1",
  request: "2.88.2",
  "request-promise": "4.2.6",
  "request-promise-native": "1.0.9",
  semver: "7.5.4",
  superagent: "8.1.2",
  tedious: "15.1.3",
  twilio: "4.19.3",
  underscore: "1.13.6",
  uuid: "8.3.2",
  validator: "13.11.0",
};

/** `require("name@1.2.3")`, and the packages that rules had as globals. */
export function printModule(node: AnyNode, work: Work): string | undefined {
  if (node.type === "Identifier") {
    printGlobal(node, work);
    return;
  }
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier") {
    return undefined;
  }
  if (node.callee.name !== "require" || work.bindingOf(node.callee)) {
    return undefined;
  }
  const [argument] = node.arguments;
  const written = argument && stringOf(argument);
  if (written === undefined) {
    work.notes.refuse("module", node);
    return "";
  }
  const { name, version } = splitVersion(written);
  const module = readModuleName(name);
  if (module.kind === "builtin" || module.kind === "refused") {
    return undefined;
  }
  noteModule(node, { module: name, version }, work);
  return work.notes.mark("module", node, `require(${work.quote(name)})`);
}

function splitVersion(written: string): { name: string; version: string | undefined } {
  const at = written.indexOf("@", 1);
  if (at < 0) {
    return { name: written, version: undefined };
  }
  return { name: written.slice(0, at), version: written.slice(at + 1) };
}

/** The package that a module such as `lodash/get` is a part of. */
function packageOf(name: string): string {
  return name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
}

function noteModule(
  node: AnyNode,
  { module, version }: { readonly module: string; readonly version: string | undefined },
  work: Work,
): void {
  const name = packageOf(module);
  const chosen = version ?? work.options.versions?.[name] ?? versions[name];
  const isChosen = version === undefined;
  work.notes.dependencies.set(name, { name, version: chosen ?? "latest", chosen: isChosen });
  if (isChosen) {
    work.notes.needs("module-version", node, [
      `the package ${name} ${chosen ?? "latest"} does what the rule's did: the rule names no version`,
    ]);
  } else if (isRemoved(name, version)) {
    work.notes.needs("module-version", node, [
      `the package ${name} ${version} runs on Node 22: Auth0 removed it for rules from Node 18 on`,
    ]);
  }
}

function isRemoved(name: string, version: string): boolean {
  const gone = new Map<string, string>(Object.entries(list.removed)).get(name);
  return gone?.split(" ").includes(version) === true;
}

/** A package that was a global up to Node 12 is required at the top. */
function printGlobal(node: AnyNode, work: Work): undefined {
  if (node.type !== "Identifier" || work.rule.names.bindingOf(node)) {
    return;
  }
  const made = Object.hasOwn(globals, node.name) ? globals[node.name] : undefined;
  const isCrypto = node.name === "crypto" && usesNodeCrypto(node, work);
  if (!made && !isCrypto) {
    return;
  }
  const [text, name, version = ""] = made ?? ['require("crypto")'];
  work.notes.heads.add(`const ${node.name} = ${text};`);
  if (name === undefined) {
    return;
  }
  work.notes.dependencies.set(name, { name, version, chosen: true });
  work.notes.needs("module-version", node, [
    `the package ${name} ${version} does what the global ${node.name} of rules did`,
  ]);
}

/** The name is there in Node 22 as well, but of the Web Crypto API. */
function usesNodeCrypto(node: AnyNode, work: Work): boolean {
  const parent = work.rule.names.parentOf(node);
  const member = parent?.type === "MemberExpression" ? parent.property : undefined;
  return (
    member?.type === "Identifier" &&
    !["subtle", "getRandomValues", "randomUUID"].includes(member.name)
  );
}
