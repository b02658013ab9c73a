import { createRequire } from "node:module";
import { expect, test } from "vitest";

import { runRule } from "../../../src/emulator/tenant.ts";
import { loadRule } from "../../../src/node/load.ts";
import { nodeModules } from "../../../src/node/modules.ts";
import { packageNames } from "../../../src/site/sandbox/package-names.ts";
import { openPlayground } from "../support/open-playground.ts";

const require = createRequire(import.meta.url);

/** A rule with this body, whose result becomes a claim. */
function ruleOf(body: string): string {
  return `async function rule(user, context, callback) {
  const result = await (async () => {${body}})();
  context.idToken["https://example.com/all"] = JSON.stringify(result);
  callback(null, user, context);
}`;
}

const claim = "https://example.com/all";

/** What a rule with this body gives in the page, with these answers. */
async function resultOf(body: string, answers: unknown = []): Promise<unknown> {
  const { choose, write, run, result } = await openPlayground();
  await choose("Rule");
  await write("Rule", ruleOf(body));
  await write("Answers", JSON.stringify(answers));
  await run();
  const told = await result("Rule").locator("ins").allTextContents();
  const found = told.find((text) => text.startsWith(`ID token ${claim} `)) ?? '""';
  const json: unknown = JSON.parse(found.slice(`ID token ${claim} `.length));
  return JSON.parse(String(json));
}

const computing = {
  lodash: `const _ = require("lodash@4.18.1");
    const get = require("lodash/get");
    return [_.VERSION, _.groupBy(["a", "bb", "cc"], "length"), get({ a: [{ b: 1 }] }, "a[0].b")];`,
  jsonwebtoken: `const jwt = require("jsonwebtoken");
    const key = "a key that is long enough for it";
    const token = jwt.sign({ sub: "a", iat: 1 }, key, { expiresIn: 60, issuer: "me" });
    const back = jwt.verify(token, key, { issuer: "me", ignoreExpiration: true });
    const nameOf = (work) => { try { work(); } catch (error) { return error.name; } };
    const refused = nameOf(() => jwt.verify(token, "another key, also long enough"));
    const late = nameOf(() => jwt.verify(token, Buffer.from(key)));
    const called = await new Promise((resolve) => jwt.sign({ iat: 1 }, key, {}, (error, text) => resolve(text)));
    return [token, back, jwt.decode(token), refused, late, called];`,
  uuid: `const { v5, validate, version, v4 } = require("uuid");
    return [v5("a", v5.URL), validate(v4()), version(v4())];`,
  moment: `const moment = require("moment@2.31.0");
    return [moment.utc("2026-11-18").add(1, "month").format("dddd D MMMM YYYY"),
      moment("2026-11-18").diff(moment("2026-11-01"), "days")];`,
};

test("a package that only computes does in the page what it does in Node", async () => {
  const bodies = Object.values(computing).map((body) => `await (async () => {${body}})()`);
  const body = `return [${bodies.join(", ")}];`;
  const names = [...Object.keys(computing), "lodash/get"];
  const packages = names.map((name): [string, unknown] => [name, require(name)]);
  const modules = nodeModules(Object.fromEntries(packages));
  const outcome = await runRule(loadRule(ruleOf(body), { modules }));
  expect(outcome.error).toBeUndefined();
  expect(await resultOf(body)).toEqual(JSON.parse(String(outcome.idToken[claim])));
});

test("a package has the time of the login", async () => {
  const body = `const moment = require("moment");
    await new Promise((resolve) => setTimeout(resolve, 5000));
    return Math.abs(moment().valueOf() - Date.now());`;
  expect(await resultOf(body)).toBeLessThan(1_000);
});

test("a package that sends requests gets the answers of the login", async () => {
  const answers = [
    {
      method: "POST",
      url: "https://api.example.com/a",
      status: 201,
      headers: { "x-one": "1" },
      body: { ok: true },
    },
    { url: "https://api.example.com/down", error: "ECONNREFUSED" },
    { url: "https://api.example.com/b", status: 404, body: "none" },
  ];
  const body = `const request = require("request@2.88.2");
    const posted = await new Promise((resolve) => request.post(
      { url: "https://api.example.com/a", json: { b: 1 }, auth: { user: "u", pass: "p" } },
      (error, response, body) => resolve([response.statusCode, response.headers["x-one"], body])));
    const down = await new Promise((resolve) =>
      request({ uri: "https://api.example.com/down" }, (error) => resolve(error.code)));
    const axios = require("axios");
    const { status, data } = await axios.post("https://api.example.com/a", { b: 1 });
    const missing = await axios.get("https://api.example.com/b").catch((error) => error.response.status);
    const fetched = await require("node-fetch@2.6.1")("https://api.example.com/a", { method: "POST" });
    return [posted, down, status, data, missing, await fetched.json()];`;
  expect(await resultOf(body, answers)).toEqual([
    [201, "1", { ok: true }],
    "ECONNREFUSED",
    201,
    { ok: true },
    404,
    { ok: true },
  ]);
});

test("a request of a package is shown like one of the script", async () => {
  const { choose, write, run, result } = await openPlayground();
  await choose("Rule");
  await write(
    "Rule",
    `function rule(user, context, callback) {
      require("request").post({ url: "https://api.example.com/a", form: { b: { c: "d e" } } },
        (error, response) => { console.log(response.statusCode); callback(null, user, context); });
    }`,
  );
  await run();
  const text = await result("Rule").innerText();
  expect(text).toContain("b[c]=d e");
  expect(text).toContain("api.example.com got a made-up answer");
});

test("packages are loaded when a script asks for them, each once, and from nowhere else", async () => {
  const { requests, choose, write, run, outputs } = await openPlayground({ isNew: true });
  const loaded = () => requests.filter((one) => one.includes("/package-")).length;
  await choose("Rule");
  await run();
  expect(loaded()).toBe(0);
  const body = packageNames.map((name) => `require("${name}");`).join(" ");
  await write(
    "Rule",
    `function (user, context, callback) { ${body} callback(null, user, context); }`,
  );
  await run();
  expect(await outputs.textContent()).toContain("The login was allowed.");
  expect(loaded()).toBe(packageNames.length);
  await run();
  expect(loaded()).toBe(packageNames.length);
});

test("another version than the one that is asked for is noted", async () => {
  const { choose, write, run, outputs } = await openPlayground();
  const asking = (id: string) =>
    `function (user, context, callback) { require("${id}"); callback(null, user, context); }`;
  await choose("Rule");
  await write("Rule", asking("lodash@4.17.10"));
  await run();
  expect(await outputs.textContent()).toContain("The login was allowed.");
  expect(await outputs.textContent()).toContain(
    "lodash 4.18.1 runs here in place of lodash@4.17.10",
  );
});

test("the page says so if a package cannot be loaded, and the next run tries again", async () => {
  const { page, watch, choose, write, run, verdict } = await openPlayground();
  await choose("Rule");
  await write(
    "Rule",
    'function (user, context, callback) { require("uuid"); callback(null, user, context); }',
  );
  await page.route("**/package-*", (route) => route.abort());
  await run();
  expect(await verdict.innerText()).toBe("Cannot run. The package uuid could not be loaded.");
  watch.take();
  await page.unroute("**/package-*");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => verdict.innerText()).toContain("The login was allowed.");
});
