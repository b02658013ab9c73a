import nock from "nock";
import { describe, expect, test } from "vitest";
import { diffOutcomes } from "../../../src/emulator/outcome/diff.ts";
import type { Outcome } from "../../../src/emulator/outcome/outcome.ts";
import { createTenant, runAction, runRule } from "../../../src/emulator/tenant.ts";
import { silent } from "../../support/network.ts";
import { actionOf, done, inBothForms, ruleOf, textOf } from "../forms.ts";

const url = "https://api.example.com/hook?key=secret";
const claimName = "https://example.com/a";
const requestText = "a request to POST https://api.example.com/hook";

function answer(delay = 0): void {
  nock("https://api.example.com").post("/hook").query(true).delay(delay).reply(200, { a: 1 });
}

const post = `fetch("${url}", { method: "post" })`;
const claim = (value: string) => `api.idToken.setCustomClaim("${claimName}", ${value})`;
const store = "auth0.users.updateUserMetadata(user.user_id, { a: 1 })";

describe("an action that does not wait", () => {
  test("for a request is told so, and what the answer does is lost (A-130)", async () => {
    answer();
    const waiting = await runAction(
      actionOf(
        `const response = await ${post}; const { a } = await response.json(); ${claim("a")};`,
      ),
    );
    answer();
    const forgetful = await runAction(
      actionOf(`${post}.then((response) => response.json()).then(({ a }) => ${claim("a")});`),
    );
    expect(waiting).toMatchObject({ idToken: { [claimName]: 1 }, warnings: [] });
    expect(waiting.underWay).toBeUndefined();
    expect(forgetful).toMatchObject({ result: "allowed", underWay: [requestText] });
    expect(forgetful.idToken).toEqual({});
    expect(forgetful.warnings).toContain(
      `action.js ended while ${requestText} was under way; its effects do not count`,
    );
    expect(diffOutcomes(waiting, forgetful, ["one", "the other"])).toEqual([
      `idToken.${claimName}: one has 1, the other has none`,
      `the other ends while ${requestText} is under way, one does not`,
    ]);
    expect(diffOutcomes(forgetful, waiting, ["the other", "one"])).toContain(
      `the other ends while ${requestText} is under way, one does not`,
    );
  });

  test.each([
    ["A-130", "the answer of POST https://api.example.com/hook", `(await ${post}).json()`],
    ["A-130", "a timer", "new Promise((resolve) => setTimeout(resolve, 100))"],
    ["A-130", "a timer", `require("timers/promises").setTimeout(100)`],
    ["A-131", "a call of api.groups.getUserGroups", "api.groups.getUserGroups()"],
    ["A-131", "a call of api.roles.getUserEffectiveRoles", "api.roles.getUserEffectiveRoles()"],
    ["A-130", "a call of crypto.subtle.digest", `crypto.subtle.digest("SHA-1", new Uint8Array(1))`],
    [
      "A-130",
      "a call of crypto.randomBytes",
      `new Promise((resolve) => require("crypto").randomBytes(8, resolve))`,
    ],
  ])("is told so (%s): %s", async (_id, what, work) => {
    if (work.includes("fetch")) {
      answer();
    }
    const forgetful = await runAction(actionOf(`${work}.then(() => ${claim("1")});`));
    expect(forgetful).toMatchObject({ result: "allowed", underWay: [what] });
    expect(forgetful.idToken).toEqual({});
    expect(forgetful.warnings).toEqual([
      `action.js ended while ${what} was under way; its effects do not count`,
      "action.js began a call of api.idToken.setCustomClaim after its end; its effects do not count",
    ]);
    if (work.includes("fetch")) {
      answer();
    }
    const awaited = work.startsWith("(await") ? work : `(${work})`;
    const waiting = await runAction(actionOf(`await ${awaited}; ${claim("1")};`));
    expect(waiting).toMatchObject({ idToken: { [claimName]: 1 }, warnings: [] });
  });

  test("for an interval is told so (A-130)", async () => {
    const { underWay } = await runAction(actionOf("setInterval(() => {}, 1000);"));
    expect(underWay).toEqual(["an interval"]);
  });

  test("stores nothing afterwards, neither in the cache nor in the transaction (A-130)", async () => {
    const tenant = createTenant();
    const late = `setTimeout(() => {
      api.cache.set("k", "v"); api.transaction.setMetadata("k", "v"); api.user.setAppMetadata("k", "v");
      console.log(api.cache.get("k").value);
    }, 100);`;
    const look = `console.log(api.cache.get("k"), event.transaction.metadata);
      await new Promise((resolve) => setTimeout(resolve, 200));
      console.log(api.cache.get("k"), event.transaction.metadata);`;
    const outcome = await tenant.login({ actions: [actionOf(late), actionOf(look)] });
    expect(textOf(outcome)).toEqual(["undefined {}", "v", "undefined {}"]);
    expect(outcome.appMetadata).toEqual({});
  });

  test("for something before it throws is told so, but not of timers (A-130)", async () => {
    answer();
    const outcome = await runAction(
      actionOf(`${post}; setTimeout(() => {}, 100); throw new Error("m");`),
    );
    expect(outcome).toMatchObject({ result: "failed", underWay: [requestText] });
  });
});

describe("a rule that calls back", () => {
  test("while a request is under way is told so (R-170)", async () => {
    answer();
    const outcome = await runRule(ruleOf(`${post}; ${done}`));
    expect(outcome.underWay).toEqual([requestText]);
    expect(outcome.warnings).toEqual([
      `rule called back while ${requestText} was under way; its effects do not count, except for what it stores`,
    ]);
  });

  test.each([
    ["before", `${store}; ${done}`, "called back while"],
    ["after", `${done} ${store};`, "began"],
  ])("and stores something %s that is told so (R-170)", async (_when, body, words) => {
    const outcome = await runRule(ruleOf(body));
    expect(outcome.underWay).toEqual(["a call of auth0.users.updateUserMetadata"]);
    expect(outcome.warnings).toEqual([expect.stringContaining(`rule ${words}`)]);
    expect(outcome.userMetadata).toEqual({ a: 1 });
  });

  test("with a request of a package under way is told so (R-170)", async () => {
    answer();
    const request = `require("https").request("${url}", { method: "POST" }).end();`;
    const outcome = await runRule(ruleOf(`${request} ${done}`));
    expect(outcome.underWay).toEqual([requestText]);
  });

  test("from the answer of a package whose body nobody reads leaves nothing behind", async () => {
    answer();
    const request = `require("https").request("${url}", { method: "POST" }, () => setTimeout(() => { ${done} }, 20)).end();`;
    const outcome = await runRule(ruleOf(request));
    expect(outcome).toMatchObject({ result: "allowed", warnings: [] });
  });

  test.each([
    ["the head of an answer whose body nobody reads", `request.on("response", () => { ${done} });`],
    [
      "the head of an answer that is thrown away",
      `request.on("response", (response) => { response.resume(); ${done} });`,
    ],
    [
      "the end of a time limit that has given up a request",
      `setTimeout(() => { request.on("error", () => {}).destroy(); ${done} }, 50);`,
    ],
  ])("at %s leaves nothing behind (R-250)", async (what, body) => {
    answer(what.startsWith("the end") ? 10_000 : 0);
    const begin = `const request = require("https").request("${url}", { method: "POST" });`;
    const outcome = await runRule(ruleOf(`${begin} ${body} request.end();`));
    nock.cleanAll();
    expect(outcome).toMatchObject({ result: "allowed", warnings: [] });
    expect(outcome.underWay).toBeUndefined();
  });

  test("while the body of an answer is read is told so (R-170)", async () => {
    answer();
    const begin = `const request = require("https").request("${url}", { method: "POST" });`;
    const read = `request.on("response", (response) => { response.on("data", () => {}); ${done} });`;
    const outcome = await runRule(ruleOf(`${begin} ${read} request.end();`));
    expect(outcome.underWay).toEqual([requestText]);
  });

  test("when it has just aborted a fetch leaves nothing behind (R-250)", async () => {
    silent(url);
    const outcome = await runRule(
      ruleOf(`const controller = new AbortController();
        fetch("${url}", { signal: controller.signal }).catch(() => {});
        setTimeout(() => { controller.abort(); ${done} }, 100);`),
    );
    expect(outcome).toMatchObject({ result: "allowed", warnings: [] });
    expect(outcome.underWay).toBeUndefined();
  });

  test("from the answer leaves nothing behind", async () => {
    answer();
    const outcome = await runRule(
      ruleOf(`${post}.then((response) => response.json()).then(() =>
        auth0.users.updateUserMetadata(user.user_id, { a: 1 }, () =>
          require("crypto").randomBytes(1, () => setTimeout(() => { ${done} }, 10))));`),
    );
    expect(outcome).toMatchObject({ result: "allowed", warnings: [] });
    expect(outcome.underWay).toBeUndefined();
  });

  test("has its own work only (R-170)", async () => {
    answer(30);
    const outcome = await createTenant().login({
      rules: [ruleOf(`${post}; ${done}`), ruleOf(`setTimeout(() => { ${done} }, 5);`)],
    });
    expect(outcome.warnings).toEqual([expect.stringContaining(requestText)]);
  });
});

inBothForms((login) => {
  const inBoth = (body: string) => ({ rule: `${body} ${done}`, action: body });

  test.each([
    [
      "of a request",
      `await fetch("${url}", { method: "post", signal: AbortSignal.timeout(5000) });`,
    ],
    [
      "that was raced",
      `await Promise.race([${post}, new Promise((_, reject) => setTimeout(reject, 5000))]);`,
    ],
    [
      "that was not cleared",
      `const controller = new AbortController();
      setTimeout(() => controller.abort(), 5000);
      await fetch("${url}", { method: "post", signal: controller.signal });`,
    ],
    [
      "that was cleared",
      `const timer = setTimeout(() => {}, 5000); await ${post}; clearTimeout(timer);`,
    ],
    ["that nobody waits for", `await ${post}; setTimeout(() => {}, 5000).unref();`],
  ])("a time limit %s is not under way (R-172)", async (_what, body) => {
    answer();
    const outcome = await login(inBoth(body));
    expect(outcome).toMatchObject({ result: "allowed", warnings: [] });
    expect(outcome.underWay).toBeUndefined();
  });

  test("a time limit that does something after all is under way (R-172)", async () => {
    answer();
    const body = `setTimeout(() => console.log("late"), 5000); await ${post};`;
    expect((await login(inBoth(body))).underWay).toEqual(["a timer"]);
  });

  test("what both leave behind is no difference (R-170)", async () => {
    const outcome = await login(inBoth("setTimeout(() => {}, 1000);"));
    expect(diffOutcomes(outcome, { ...outcome, warnings: [] })).toEqual([]);
    expect(diffOutcomes(outcome, { ...outcome, underWay: [] })).toEqual([
      "the rule ends while a timer is under way, the action does not",
    ]);
  });

  test("a login that is timed out says nothing of it", async () => {
    const outcome = await login({
      rule: "setInterval(() => {}, 1000);",
      action: "setInterval(() => {}, 1000); await new Promise(() => {});",
    });
    expect(outcome).toMatchObject({ result: "timed-out", warnings: [] });
  });
});

describe("what a rule stores after its callback is stored (R-171)", () => {
  const stored = async (clock: "virtual" | "real", body: string): Promise<Outcome> =>
    createTenant({ clock }).login({ rules: [ruleOf(`${body} ${done}`)] });
  const byPackage = `require("https").request("${url}", { method: "POST" }, (response) => {
    response.on("data", () => {}); response.on("end", () => { ${store}; }); }).end();`;

  test.each([0, 30, 300])("however late an answer is: %d ms", async (delay) => {
    for (const clock of ["virtual", "real"] as const) {
      for (const body of [
        `${post}.then((response) => response.json()).then(() => ${store});`,
        byPackage,
        `setTimeout(() => { ${store}; }, ${delay});`,
      ]) {
        if (!body.startsWith("setTimeout")) {
          answer(delay);
        }
        expect((await stored(clock, body)).userMetadata).toEqual({ a: 1 });
      }
    }
  });

  test("however late the Management API is", async () => {
    const outcome = await runRule(ruleOf(`${store}; ${done}`), { management: "slow" });
    expect(outcome.userMetadata).toEqual({ a: 1 });
  });
});

describe("timers without an end cost no real second (R-174)", () => {
  test.each([
    ["setInterval(() => {}, 1000);"],
    ["setInterval(() => {}, 1);"],
    ["(function again() { setTimeout(again, 100); })();"],
    ["(function again() { setImmediate(again); })();"],
  ])("%s", async (endless) => {
    let given = 0;
    const { standardHost } = await import("../../../src/emulator/host/host.ts");
    const host = {
      ...standardHost,
      after: (milliseconds: number, callback: () => void) => {
        given += milliseconds;
        return standardHost.after(0, callback);
      },
    };
    const outcome = await createTenant({ host }).login({ rules: [ruleOf(`${endless} ${done}`)] });
    expect(outcome.result).toBe("allowed");
    const waiting = await createTenant({ host }).login({ rules: [ruleOf(endless)] });
    expect(waiting.result).toBe("timed-out");
    // Of the real time that is given to what the clock cannot see, for both logins.
    expect(given).toBeLessThan(1_000);
  });
});
