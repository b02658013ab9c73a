import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";

import { openPlayground, wentOn } from "../support/open-playground.ts";

/** An action with this body. */
function actionOf(body: string): string {
  return `exports.onExecutePostLogin = async (event, api) => {\n${body}\n};`;
}

describe("a run shows", () => {
  test("what became of user and tokens, what was asked, and what was said", async () => {
    const { page, choose, write, run, result } = await openPlayground();
    await page.selectOption("#login", "ready:returning");
    await choose("Action");
    await write(
      "Action",
      actionOf(`
        api.user.setUserMetadata("language", "de");
        api.user.setAppMetadata("plan", null);
        api.idToken.setCustomClaim("https://example.com/a", [1]);
        api.accessToken.setCustomClaim("https://example.com/b", "c");
        api.accessToken.addScope("read:d");
        api.multifactor.enable("any");
        await new Promise((resolve) => setTimeout(resolve, 1500));
        const response = await fetch("https://example.com/e?f=1", { method: "POST", body: "sent" });
        console.warn("status %d", response.status);
        api.idToken.setCustomClaim("sub", "g");`),
    );
    await run();
    const shown = result("Action");
    const text = (await shown.innerText()).replaceAll(/\s+/g, " ");
    for (const part of [
      "Allowed. Sent 1 request to example.com. Added “a” to the ID token. Added “b” to the access token. 4 more changes.",
      "example.com got a made-up answer: 200 and {}.",
      "Took 1.5 s on the login’s clock.",
      "ID token https://example.com/a [1]",
      'access token https://example.com/b "c"',
      "second factor any",
      "read:d",
      "POST https://example.com/e?f=1 200, made up",
      "Sent content-type text/plain;charset=UTF-8 body sent",
      "Got content-type application/json body {}",
      "warn status 200",
    ]) {
      expect(text).toContain(part);
    }
    expect(await shown.locator("del").allInnerTexts()).toEqual([
      'app_metadata.plan "pro"',
      'user_metadata.language "en"',
    ]);
    expect(await shown.locator("ins").allInnerTexts()).toContain('user_metadata.language "de"');
    // Warnings stand above all details.
    const warnings = shown.getByRole("list", { name: "Warnings" });
    expect(await warnings.innerText()).toContain("sub");
    const topOf = async (locator: Locator) => (await locator.boundingBox())?.y ?? 0;
    expect(await topOf(warnings)).toBeLessThan(await topOf(shown.getByText("What changed")));
  });

  test("what changed in the tenant, apart from what changed of the user", async () => {
    const { choose, write, run, result } = await openPlayground();
    await choose("Action");
    const tenant = {
      id: "example",
      applications: [
        { client_id: "m2m", client_secret: "shh", scopes: "update:users create:role_members" },
      ],
      roles: [{ id: "rol_1", name: "admin" }],
    };
    await write("Login", JSON.stringify({ tenant }));
    await write(
      "Action",
      actionOf(`
        const post = async (path, body, token) => {
          const headers = { "content-type": "application/json", authorization: "Bearer " + token };
          return fetch("https://example.auth0.com" + path, { method: "POST", headers, body: JSON.stringify(body) });
        };
        const client = { grant_type: "client_credentials", client_id: "m2m", client_secret: "shh" };
        const asked = await post("/oauth/token", { ...client, audience: "https://example.auth0.com/api/v2/" });
        const { access_token: token } = await asked.json();
        const id = encodeURIComponent(event.user.user_id);
        await post("/api/v2/users/" + id + "/roles", { roles: ["rol_1"] }, token);
        api.user.setAppMetadata("plan", "gold");`),
    );
    await run();
    const shown = result("Action");
    const text = (await shown.innerText()).replaceAll(/\s+/g, " ");
    expect(text).toContain("https://example.auth0.com/oauth/token 200, by the tenant");
    const changes = await shown.locator("ins").allInnerTexts();
    const inTenant = changes.filter((change) => change.startsWith("tenant"));
    expect(inTenant).toHaveLength(1);
    expect(inTenant[0]).toMatch(/roles.*admin/s);
    expect(changes).toContain('app_metadata.plan "gold"');
  });

  test("what the application is told of a refusal, in each form", async () => {
    const { page, run, verdict, outputs } = await openPlayground();
    await page.selectOption("#login", "ready:unverified");
    await run();
    expect(await verdict.innerText()).toBe(
      "Denied. The application gets “Verify your email address first.”",
    );
    expect(await outputs.textContent()).toContain(
      "The error code is access_denied, from the Rule unauthorized.",
    );
    expect(await outputs.textContent()).toContain("Same in the Action and the Rule.");
    // What both do is shown once.
    expect(await outputs.getByRole("article").count()).toBe(1);
  });

  test("that something has changed since, and nothing after starting over", async () => {
    const { page, playground, outputs, write, choose, run } = await openPlayground();
    const stale = outputs.getByText("Edited since this run.");
    await run();
    expect(await stale.count()).toBe(0);
    await choose("Rule");
    await stale.waitFor();
    await run();
    expect(await stale.count()).toBe(0);
    await write("Login", "{");
    await stale.waitFor();
    await run();
    expect(await outputs.textContent()).toContain("Cannot run. The login is not valid.");
    expect(await stale.count()).toBe(0);
    await playground.getByRole("tab", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Add a setting" }).click();
    await page.getByLabel("Key", { exact: true }).fill("API_KEY");
    await page.getByLabel("Value", { exact: true }).fill("a");
    await stale.waitFor();
    await playground.getByRole("button", { name: "Start over" }).click();
    expect(await outputs.textContent()).toBe(
      "Nothing has run yet. Press Run to play “First login”.",
    );
    await write("Rule", "function rule() { while (true) {} }");
    await page.locator("#run").click();
    await playground.locator('.outputs[aria-busy="true"]').waitFor();
    await playground.getByRole("button", { name: "Start over" }).click();
    await playground.locator('.outputs[aria-busy="false"]').waitFor();
    expect(await outputs.textContent()).toBe(
      "Nothing has run yet. Press Run to play “First login”.",
    );
  });

  test("nothing to compare where a template's action has done its work before", async () => {
    const { page, outputs, run } = await openPlayground({ address: "?template=require-role" });
    await page.locator("#login").selectOption("ready:after-redirect");
    await run();
    expect(await outputs.textContent()).toContain(
      "This is the Rule. For the Action: the action did not run",
    );
    expect(await outputs.textContent()).not.toMatch(/Different|Same in/);
  });

  test("in what the two forms differ", async () => {
    const { choose, write, run, verdict, outputs } = await openPlayground();
    await write("Action", actionOf('api.idToken.setCustomClaim("https://example.com/name", 1);'));
    await choose("Both");
    await run();
    expect(await verdict.innerText()).toBe("Different. Both end the same: allowed.");
    expect(await outputs.textContent()).toContain("On this login: 1 difference.");
    expect(await outputs.locator(".differences tbody tr").allInnerTexts()).toEqual([
      'ID token, …/name\t"Jane Doe"\t1',
    ]);
    await outputs.getByText("Everything the Rule did").click();
    const ofRule = outputs.getByRole("article", { name: "Rule" });
    expect(await ofRule.innerText()).toContain("Jane Doe");
  });

  test("where an error came from, and leads there", async () => {
    const { page, choose, editor, write, run, result } = await openPlayground();
    await choose("Action");
    await write("Action", actionOf("  const nothing = undefined;\n  nothing.at();"));
    await run();
    expect(await result("Action").textContent()).toMatch(/^Failed\. TypeError: .*, line 3\./);
    await editor("Login");
    await result("Action").getByRole("button", { name: "line 3, column 11" }).click();
    await page.locator("#input-panel-action").waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.ariaLabel))
      .toBe("Code of the Action");
    await page.keyboard.type("?");
    expect(await (await editor("Action")).textContent()).toContain("nothing.?at()");
  });

  test("where code cannot be compiled, in the editor, too", async () => {
    const { page, choose, write, run, result } = await openPlayground();
    await choose("Rule");
    await write("Rule", "function (user, context, callback) {\n  a b\n}");
    await run();
    const told = await result("Rule").textContent();
    expect(told).toContain("Cannot run. There is a problem in the Rule.");
    expect(told).toContain("the rule is not JavaScript");
    expect(await result("Rule").getByRole("button").textContent()).toBe("Go to line 2");
    expect(await page.locator("#input-panel-rule .cm-problem").textContent()).toBe("  a b");
    expect(await page.getByRole("tab", { name: "Rule" }).textContent()).toContain("has a problem");
  });

  test("that a package is not there, and where it is", async () => {
    const { choose, write, run, result } = await openPlayground();
    await choose("Action");
    await write("Action", actionOf('require("left-pad");'));
    await run();
    const told = await result("Action").textContent();
    expect(told).toContain("Failed. “left-pad” is not available here.");
    expect(told).toContain("npx rules-templates try --package left-pad");
  });
});

test.each([
  ["Refuse", "ECONNREFUSED", "TypeError fetch failed ECONNREFUSED"],
  ["Stay silent", "no answer", "TimeoutError"],
  ["Status 500", "500", "status 500"],
  ["Not JSON", "200", "SyntaxError"],
])("a service can fail by %s", async (option, ending, caught) => {
  const { choose, write, run, result } = await openPlayground();
  await choose("Action");
  await choose(option);
  await write(
    "Action",
    actionOf(`
      try {
        const response = await fetch("https://example.com/", { signal: AbortSignal.timeout(3000) });
        if (!response.ok) console.log("status", response.status);
        await response.json();
      } catch (error) {
        console.log(error.name, error.message, error.cause?.code);
      }`),
  );
  await run();
  const shown = result("Action");
  expect(await shown.locator(".ending").textContent()).toBe(ending);
  expect(await shown.locator(".console").first().textContent()).toContain(caught);
  if (option === "Stay silent") {
    expect(await shown.textContent()).toContain("Took 3 s on the login’s clock");
  }
});

describe("answers", () => {
  test("are found by method and by pattern", async () => {
    const { choose, write, run, result } = await openPlayground();
    await choose("Action");
    await write(
      "Action",
      actionOf(`
        for (const method of ["GET", "POST"])
          console.log(method, (await fetch("https://api.example.com/a/b?c=1", { method })).status);`),
    );
    await write(
      "Answers",
      JSON.stringify([
        { method: "post", url: "https://api.example.com/*/b", status: 201 },
        { method: "GET", url: "https://*.example.com/*", status: 404 },
        { url: "https://example.org/", status: 404 },
      ]),
    );
    await run();
    expect(await result("Action").locator(".console").allTextContents()).toEqual([
      "GET 404",
      "POST 201",
    ]);
    expect(await result("Action").textContent()).toContain(
      "no request asked for the answer to any https://example.org/",
    );
  });

  test("begin with one for a request that had none", async () => {
    const { page, choose, editor, write, run, result } = await openPlayground();
    await choose("Action");
    await write(
      "Action",
      actionOf('console.log(await (await fetch("https://example.com/?a=1")).text());'),
    );
    await run();
    await result("Action").getByRole("button", { name: "Write its answer" }).click();
    await page.locator("#input-panel-answers").waitFor();
    expect(await (await editor("Answers")).innerText()).toContain('"url": "https://example.com/"');
    await run();
    expect(await result("Action").locator(".ending").textContent()).toBe("200");
  });
});

test.each([
  ["Login", "The login is", '{\n  "user": {},\n}', "}"],
  ["Answers", "The answers are", '[\n  { "url": "*" },\n]', "]"],
] as const)("%s that cannot be read is shown where it is wrong", async (tab, title, text, line) => {
  const { page, editor, write, run, outputs } = await openPlayground();
  await write(tab, text);
  await editor("Rule");
  await run();
  expect(await outputs.textContent()).toContain(
    `Cannot run. ${title} not valid.this is not JSON from here onGo to line 3`,
  );
  expect(await page.locator(".cm-problem:visible").textContent()).toBe(line);
});

/** What the last part of a login changed. */
async function changesOf(result: Locator): Promise<string[]> {
  const part = result.locator(".part", { hasText: "What changed" }).first();
  return part.locator("ins").allInnerTexts();
}

describe("a user who is sent away comes back", () => {
  const action = `
    exports.onExecutePostLogin = async (event, api) => {
      const token = api.redirect.encodeToken({ secret: event.secrets.SHARED_KEY, payload: { step: 1 } });
      api.user.setAppMetadata("sent", true);
      api.redirect.sendUserTo("https://example.com/ask", { query: { session_token: token } });
    };
    exports.onContinuePostLogin = async (event, api) => {
      const { step } = api.redirect.validateToken({ secret: event.secrets.SHARED_KEY });
      api.idToken.setCustomClaim("https://example.com/step", [step, event.request.query.color]);
    };`;
  const rule = `
    function away(user, context, callback) {
      if (context.protocol === "redirect-callback") {
        context.idToken["https://example.com/step"] = [1, context.request.query.color];
        return callback(null, user, context);
      }
      context.redirect = { url: "https://example.com/ask" };
      callback(null, user, context);
    }`;

  test("with parameters and a signed answer, in each form", async () => {
    const { page, playground, write, run, result, outputs } = await openPlayground();
    await write("Action", action);
    await write("Rule", rule);
    await playground.getByRole("tab", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Add a setting" }).click();
    await page.getByLabel("Key", { exact: true }).fill("SHARED_KEY");
    await page.getByLabel("Value", { exact: true }).fill("s3cr3t value");
    await run();
    expect(await result("Action").textContent()).toContain("Redirected to");
    expect(await outputs.textContent()).toContain("Auth0 expects state=state-1");
    await page.getByLabel("Parameters").fill("color=blue");
    expect(await page.getByLabel("Payload").inputValue()).toContain('"state": "state-1"');
    await page.getByRole("button", { name: "Come back" }).click();
    // The focus is where the outcome is.
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H3");
    await outputs.getByText("Everything the Rule did").click();
    await outputs.getByText("Everything the Action did").click();
    for (const form of ["Action", "Rule"] as const) {
      await result(form).getByText("after the user came back").waitFor();
      expect(await changesOf(result(form))).toContain(
        'ID token https://example.com/step [1,"blue"]',
      );
    }
    // The user has what the first part of the login stored.
    expect((await changesOf(result("Action"))).join()).not.toContain("app_metadata");
    expect(await outputs.textContent()).not.toContain("s3cr3t");
  });

  test("again, and what was written is there still", async () => {
    const { page, write, run, result } = await openPlayground();
    const code = action.replaceAll("event.secrets.SHARED_KEY", '"a key"');
    await write("Action", code);
    await run();
    await page.getByLabel("Sign a token").uncheck();
    await page.getByLabel("Parameters").fill("color=blue");
    await page.getByRole("button", { name: "Come back" }).click();
    await result("Action").getByText("after the user came back").waitFor();
    await page.getByLabel("Parameters").fill("color=red");
    await write("Action", code.replace(/const \{ step \}.*/, "").replace("[step", "[1"));
    await page.getByRole("button", { name: "Come back again" }).click();
    await result("Action").getByText('[1,"red"]').waitFor();
    await run();
    expect(await page.getByLabel("Parameters").inputValue()).toBe("color=red");
    expect(await page.getByLabel("Sign a token").isChecked()).toBe(false);
  });

  test("of a template as its page would send them back, the terms accepted", async () => {
    const { page, run, result, outputs } = await openPlayground({
      address: "?template=redirect-to-accept-terms",
    });
    await run();
    await page.getByRole("button", { name: "Come back" }).click();
    await result("Action").getByText("after the user came back").waitFor();
    expect(await result("Action").locator(".verdict").textContent()).toMatch(wentOn);
    expect(await outputs.textContent()).toContain("Same in the Action and the Rule.");
  });

  test("or with nothing, which proves nothing", async () => {
    const { page, choose, write, run, result } = await openPlayground();
    await choose("Action");
    await write("Action", action.replaceAll("event.secrets.SHARED_KEY", '"a key"'));
    await run();
    await page.getByLabel("Sign a token").uncheck();
    await page.getByRole("button", { name: "Come back" }).click();
    await result("Action").getByText("after the user came back").waitFor();
    expect(await result("Action").textContent()).toContain(
      "There is no parameter called 'session_token'",
    );
  });
});

test("what a script says is text, and never part of the page", async () => {
  const { page, choose, write, run, outputs } = await openPlayground();
  const html = "<img src=x onerror=alert(1)><script>alert(1)</script>";
  await choose("Action");
  await write(
    "Action",
    actionOf(`
      const html = ${JSON.stringify(html)};
      console.log(html);
      api.idToken.setCustomClaim("https://example.com/" + html, html);
      api.user.setAppMetadata(html.replaceAll(".", ""), { [html]: html });
      await fetch("https://example.com/" + html, { method: "POST", body: html });`),
  );
  await run();
  expect((await outputs.innerText()).split("onerror=alert(1)").length).toBeGreaterThan(4);
  expect(await outputs.locator("img, script, a").count()).toBe(0);
  await write("Action", actionOf('api.access.deny("<b>no</b>");'));
  await run();
  expect(await outputs.textContent()).toContain("<b>no</b>");
  expect(await page.locator(".verdict b").count()).toBe(0);
});

describe("a reader is told", () => {
  test("which settings the code reads, where their rows are, and which members Auth0 does not have", async () => {
    const { page, playground, outputs, choose, write, run } = await openPlayground();
    await write(
      "Rule",
      "function (user, context, callback) {\n  configuration.API_KEY; context.protocal;\n  callback(null, user, context);\n}",
    );
    await choose("Rule");
    await playground.getByRole("tab", { name: "Settings" }).click();
    const missing = "rule.js:2 reads configuration.API_KEY, which has no value";
    await playground.getByText(missing).waitFor();
    await page.getByRole("button", { name: "Add what the code reads" }).click();
    expect(await page.getByLabel("Key", { exact: true }).inputValue()).toBe("API_KEY");
    await page.getByLabel("Value", { exact: true }).fill("a value");
    await playground.getByText(missing).waitFor({ state: "detached" });
    await page.getByLabel("Key", { exact: true }).fill("OTHER");
    await playground.getByText("no script reads the setting OTHER").waitFor();
    await run();
    const told = await outputs.textContent();
    expect(told).toContain(
      "rule.js:2 reads context.protocal, which Auth0 does not have, did you mean context.protocol?",
    );
    expect(told).toContain(missing);
  });

  test("which API an access token is for, and that nobody reads one that is for none", async () => {
    const { outputs, choose, write, run } = await openPlayground();
    await choose("Action");
    await write(
      "Action",
      'exports.onExecutePostLogin = async (event, api) => { api.accessToken.setCustomClaim("plan", "gold"); };',
    );
    await run();
    expect(await outputs.textContent()).toContain(
      'the access token is opaque, so no application can read "plan" in it',
    );
    await write("Login", '{ "resource_server": { "identifier": "https://api.example.com/" } }');
    await run();
    const told = await outputs.textContent();
    expect(told).toContain("The access token is for https://api.example.com/.");
    expect(told).not.toContain("opaque");
  });
});
