import { describe, expect, test } from "vitest";

import { createTenant } from "../../../src/emulator/tenant.ts";
import type { Outcome } from "../../../src/emulator/outcome/outcome.ts";
import { loadRule, nodeModules } from "../../../src/node/load.ts";
import { AnswerBook, type Answer } from "../../../src/run/answers.ts";
import type { RequestLog } from "../../../src/run/job.ts";
import { answeringHost } from "../../../src/run/requests.ts";
import { withStandIns } from "../../../src/run/stand-ins/stand-ins.ts";
import { refuse } from "../../../src/run/refuse.ts";

const bundled = { lodash: { first: ([item]: unknown[]) => item } };

interface Played {
  readonly outcome: Outcome;
  readonly requests: readonly RequestLog[];
  readonly notes: readonly string[];
}

/** What a rule puts into the claim `c` by `done(value)`, and what it asks. */
async function play(body: string, answers: readonly Answer[] = []): Promise<Played> {
  const requests: RequestLog[] = [];
  const notes: string[] = [];
  const host = answeringHost({
    book: new AnswerBook(answers, (text) => text),
    otherwise: refuse,
    onRequest: (index, request) => {
      requests[index] = request;
    },
  });
  const tenant = createTenant({ host });
  const modules = withStandIns(nodeModules(), { bundled, note: (text) => void notes.push(text) });
  const code = `function (user, context, callback) {
    const done = (value) => { context.idToken["https://a.example/c"] = value; callback(null, user, context); };
    ${body}
  }`;
  const outcome = await tenant.login({ rules: [loadRule(code, { modules })] });
  return { outcome, requests, notes };
}

async function claimOf(body: string, answers: readonly Answer[] = []): Promise<unknown> {
  const { outcome } = await play(body, answers);
  return outcome.idToken["https://a.example/c"] ?? outcome;
}

const url = "https://api.example/x";
const json: Answer = { url: "*", body: { plan: "gold" } };

test.each([
  [
    `require("request").get("${url}", { qs: { a: ["b", 1], c: null, d: { e: "f g" } } }, done)`,
    "?a%5B0%5D=b&a%5B1%5D=1&c=&d%5Be%5D=f%20g",
  ],
  [
    `require("axios").get("${url}", { params: { a: ["b", 1], c: null, d: { e: "f g" } } }).then(done, done)`,
    "?a%5B%5D=b&a%5B%5D=1&d%5Be%5D=f%20g",
  ],
])("nested fields of a query are in brackets: %s", async (body, query) => {
  const { requests } = await play(body, [json]);
  expect(requests.map((request) => request.url)).toEqual([`${url}${query}`]);
});

describe("request", () => {
  test.each([
    [
      `require("request").get("${url}", (e, r, body) => done([r.statusCode, body]))`,
      [200, '{"plan":"gold"}'],
    ],
    [`require("request")({ url: "${url}", json: true }, (e, r, body) => done(body.plan))`, "gold"],
    [
      `require("request@2.88.2")({ uri: "${url}", json: true }, (e, r, body) => done(r.body.plan))`,
      "gold",
    ],
    [`require("request").get("${url}").on("complete", (r, body) => done(body))`, '{"plan":"gold"}'],
    [
      `require("request").defaults({ json: true }).get("${url}", (e, r, body) => done(body.plan))`,
      "gold",
    ],
    [
      `require("request-promise")({ uri: "${url}", json: true }).then((body) => done(body.plan))`,
      "gold",
    ],
    [
      `require("request-promise")({ uri: "${url}", resolveWithFullResponse: true }).then((r) => done(r.statusCode))`,
      200,
    ],
  ])("gives the login's answer: %s", async (body, expected) => {
    expect(await claimOf(body, [json])).toEqual(expected);
  });

  test("sends what its options say", async () => {
    const { requests } = await play(
      `require("request").post({ baseUrl: "https://api.example", url: "/x", qs: { a: 1 }, json: { b: 2 } }, () => done(1))`,
      [json],
    );
    expect(requests).toMatchObject([{ method: "POST", url: `${url}?a=1`, body: '{"b":2}' }]);
    const form = await play(
      `require("request").post("${url}", { form: { a: "b c" } }, () => done(1))`,
      [json],
    );
    expect(form.requests).toMatchObject([{ body: "a=b%20c" }]);
  });

  test("calls back with the error of the system, also of a service that is silent", async () => {
    const call = `require("request").get({ url: "${url}", timeout: 500 }, (e) => done(e.code))`;
    expect(await claimOf(call, [{ url: "*", error: "ECONNRESET" }])).toBe("ECONNRESET");
    expect(await claimOf(call, [{ url: "*", silent: true }])).toBe("ETIMEDOUT");
    expect(await claimOf(call)).toBe("ECONNREFUSED");
  });

  test("fails the login with what its callback throws", async () => {
    const { outcome } = await play(
      `require("request").get("${url}", () => { throw new Error("late"); })`,
      [json],
    );
    expect(outcome).toMatchObject({ result: "failed", error: { message: "late" } });
  });

  test("rejects a status that is not good, where promises are given", async () => {
    const call = `require("request-promise-native")("${url}").catch((e) => done([e.name, e.statusCode]))`;
    expect(await claimOf(call, [{ url: "*", status: 404 }])).toEqual(["StatusCodeError", 404]);
  });

  test("is under way until it has been answered", async () => {
    const { outcome } = await play(`require("request").post("${url}", () => {}); done(1);`, [json]);
    expect(outcome.underWay).toEqual([`a request to POST ${url}`]);
  });
});

describe("axios", () => {
  test.each([
    [`require("axios").get("${url}").then((r) => done([r.status, r.data.plan]))`, [200, "gold"]],
    [
      `require("axios@0.27.2")({ url: "${url}", method: "post" }).then((r) => done(r.data.plan))`,
      "gold",
    ],
    [
      `require("axios").create({ baseURL: "https://api.example/" }).get("x").then((r) => done(r.config.baseURL))`,
      "https://api.example/",
    ],
  ])("gives the login's answer: %s", async (body, expected) => {
    expect(await claimOf(body, [json])).toEqual(expected);
  });

  test("rejects a status that is not good, unless told otherwise", async () => {
    const bad: Answer = { url: "*", status: 500, body: { why: "x" } };
    const call = `require("axios").get("${url}").catch((e) => done([e.response.status, e.response.data.why, require("axios").isAxiosError(e)]))`;
    expect(await claimOf(call, [bad])).toEqual([500, "x", true]);
    const lenient = `require("axios").get("${url}", { validateStatus: () => true }).then((r) => done(r.status))`;
    expect(await claimOf(lenient, [bad])).toBe(500);
  });

  test("sends what its options say", async () => {
    const { requests } = await play(
      `require("axios").post("${url}", { a: 1 }, { params: { b: 2 } }).then(() => done(1))`,
      [json],
    );
    expect(requests).toMatchObject([{ method: "POST", url: `${url}?b=2`, body: '{"a":1}' }]);
  });
});

test("node-fetch is the login's fetch", async () => {
  const call = `require("node-fetch")("${url}").then((r) => r.json()).then((body) => done(body.plan))`;
  expect(await claimOf(call, [json])).toBe("gold");
});

describe("jsonwebtoken", () => {
  test("verifies what it has signed, and nothing else", async () => {
    const sign = `const jwt = require("jsonwebtoken"); const token = jwt.sign({ a: 1 }, "s", { expiresIn: "2h", issuer: "i" });`;
    expect(
      await claimOf(`${sign} const p = jwt.verify(token, "s"); done([p.a, p.iss, p.exp - p.iat]);`),
    ).toEqual([1, "i", 7200]);
    expect(
      await claimOf(`${sign} try { jwt.verify(token, "other"); } catch (e) { done(e.name); }`),
    ).toBe("JsonWebTokenError");
    expect(
      await claimOf(`${sign} jwt.verify(token, "s", { issuer: "j" }, (e) => done(e.name));`),
    ).toBe("JsonWebTokenError");
    expect(await claimOf(`${sign} done(jwt.decode(token).a);`)).toBe(1);
  });

  test("knows the time of the login", async () => {
    const call = `const jwt = require("jsonwebtoken"); const token = jwt.sign({}, "s", { expiresIn: -1 }); try { jwt.verify(token, "s"); } catch (e) { done(e.name); }`;
    expect(await claimOf(call)).toBe("TokenExpiredError");
  });
});

test("a package that is part of the program computes", async () => {
  expect(await claimOf(`done(require("lodash").first([4]))`)).toBe(4);
  expect(await claimOf(`done(require("lodash/first")([5]))`)).toBe(5);
  expect(await claimOf(`done(require("uuid").v4().length)`)).toBe(36);
});

describe("a package that nobody has", () => {
  test("answers what is awaited, and is told of", async () => {
    const call = `const Client = require("@acme/client@1.0.0"); new Client({ key: 1 }).users.find("x").then((found) => done(found.plan)).catch(callback);`;
    const { outcome, requests, notes } = await play(call, [json]);
    expect(outcome).toMatchObject({ idToken: { "https://a.example/c": "gold" } });
    expect(requests).toMatchObject([
      {
        method: "POST",
        url: "https://acme-client.package.invalid/",
        body: expect.stringContaining('new @acme/client({\\"key\\":1}).users.find') as unknown,
      },
    ]);
    expect(notes).toEqual([
      "@acme/client is not installed: in its place there was something that answers the same to all scripts",
    ]);
  });

  test("calls back, with an error where there is one", async () => {
    const call = `require("acme").send({ a: 1 }, (e, sent) => done(e ? "failed" : sent.plan));`;
    expect(await claimOf(call, [json])).toBe("gold");
    expect(await claimOf(call, [{ url: "*", status: 500 }])).toBe("failed");
    expect(await claimOf(call)).toBe("failed");
  });

  test("says what it came from where it is used as a text", async () => {
    expect(await claimOf(`done("" + require("md5")("x"))`)).toBe('md5("x")');
  });
});

test("Node's own modules that scripts do not get stay away", async () => {
  expect((await play(`require("fs"); done(1);`)).outcome).toMatchObject({
    result: "failed",
    error: { code: "MODULE_NOT_FOUND" },
  });
});
