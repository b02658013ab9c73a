import { expect, test } from "vitest";

import { actionGlobals, ruleGlobals } from "../../../src/emulator/script/loaded.ts";
import { runRule } from "../../../src/emulator/tenant.ts";
import type { Gallery } from "../../../src/gallery/entry.ts";
import { loadRule } from "../../../src/node/load.ts";
import { findModules } from "../../../src/script/modules.ts";
import { resolveNames } from "../../../src/script/syntax/names.ts";
import { parseExpression, parseScript } from "../../../src/script/syntax/parser.ts";
import { readOwnGallery } from "../support/galleries.ts";
import { openPlayground } from "../support/open-playground.ts";

const templates = (JSON.parse(readOwnGallery()) as Gallery).flatMap((group) => group.templates);

test("each module and each global that a template uses is there", async () => {
  const scopes = templates.flatMap(({ code, action }) => [
    ...(code === undefined ? [] : [resolveNames(parseExpression(code))]),
    ...(action ? [resolveNames(parseScript(action.code))] : []),
  ]);
  const used = scopes.flatMap((scope) => findModules(scope).modules);
  const modules = [...new Set(used.map(({ written }) => written))];
  const handedIn = new Set<string>([...ruleGlobals, ...actionGlobals]);
  const free = new Set(scopes.flatMap((scope) => [...scope.free.keys()]));
  const names = [...free].filter((name) => !handedIn.has(name));
  expect(modules).toContain("crypto");
  expect(names).toEqual(expect.arrayContaining(["Buffer", "URL", "JSON"]));
  const { choose, write, run, result } = await openPlayground();
  await choose("Rule");
  await write(
    "Rule",
    `function (user, context, callback) {
      ${modules.map((name) => `require(${JSON.stringify(name)});`).join("\n")}
      const missing = ${JSON.stringify(names)}.filter((name) => !(name in globalThis));
      context.idToken["https://example.com/missing"] = missing;
      callback(null, user, context);
    }`,
  );
  await run();
  expect(await result("Rule").textContent()).toContain("https://example.com/missing []");
});

const rule = `function (user, context, callback) {
  const crypto = require("node:crypto");
  const { Buffer: Bytes } = require("buffer");
  const url = require("url");
  const querystring = require("querystring");
  context.idToken["https://example.com/all"] = JSON.stringify([
    crypto.createHash("sha256").update("é").digest("base64url"),
    crypto.createHmac("sha1", "key").update("a").digest("hex"),
    crypto.timingSafeEqual(Bytes.from("a"), Buffer.from("a")),
    crypto.randomBytes(8).length,
    Buffer.from("é").toString("base64"),
    Buffer.from("w6k", "base64url").toString(),
    url.parse("https://example.com:8080/a?b=1#c").host,
    new url.URL("/b", "https://example.com/a").href,
    querystring.stringify({ a: ["1", "é"] }),
    querystring.parse("a=1&a=2&b=%20").a,
  ]);
  callback(null, user, context);
}`;

test("the modules of Node work in the browser as they do in Node", async () => {
  const { idToken } = await runRule(loadRule(rule));
  const { choose, write, run, result } = await openPlayground();
  await choose("Rule");
  await write("Rule", rule);
  await run();
  expect(await result("Rule").locator("ins").textContent()).toBe(
    `ID token https://example.com/all ${JSON.stringify(idToken["https://example.com/all"])}`,
  );
});
