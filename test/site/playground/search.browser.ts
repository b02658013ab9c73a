import { expect, test } from "vitest";

import { findViolations } from "../support/axe.ts";
import { openPlayground } from "../support/open-playground.ts";

const action = `exports.onExecutePostLogin = async (event, api) => {
  if (!event.user.email_verified) {
    return api.access.deny("Verify first.");
  }
  if (Date.now() < 0) {
    api.idToken.setCustomClaim("https://example.com/never", true);
  }
};
`;

const rule = `function (user, context, callback) {
  if (!user.email_verified) {
    return callback(new UnauthorizedError("Verify first."));
  }
  if (context.protocol === "oauth2-refresh-token") {
    context.idToken["https://example.com/refreshed"] = true;
  }
  callback(null, user, context);
}
`;

test("a search finds a login for each path, which runs by a click, and marks the lines", async () => {
  const { page, outputs, choose, write, editor } = await openPlayground();
  await choose("Action");
  await write("Action", action);
  await page.getByRole("button", { name: "Find logins" }).click();
  const paths = outputs.locator(".path");
  await expect.poll(() => paths.count()).toBe(2);
  expect(await outputs.locator("h3").first().innerText()).toMatch(
    /^2 paths\. \d+ logins reach \d of 4 branches\.$/,
  );
  expect(await findViolations(page)).toEqual([]);
  const lines = (await editor("Action")).locator("xpath=ancestor::*[contains(@class,'cm-editor')]");
  expect(await lines.locator(".cm-mark[title^='No login']").count()).toBe(1);

  await paths.filter({ hasText: "Denied" }).getByRole("button").click();
  const result = outputs.locator("#outputs-panel-result .verdict");
  await result.waitFor();
  expect(await result.innerText()).toContain("Denied. The application gets “Verify first.”");
  const login = await editor("Login");
  expect(await login.innerText()).toContain('"email_verified": false');
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => login.innerText()).toContain('"email_verified": true');
});

test("a search finds the smallest login on which both forms differ", async () => {
  const { page, outputs, write } = await openPlayground();
  await write("Action", action);
  await write("Rule", rule);
  await page.getByRole("button", { name: "Find a difference" }).click();
  const found = outputs.locator(".path");
  await found.waitFor();
  expect(await outputs.locator("h3").first().innerText()).toMatch(/^Different, as login \d+ shows/);
  expect(await found.locator("pre").innerText()).toBe('login.protocol = "oauth2-refresh-token"');
  await found.getByRole("button", { name: "Load this login" }).click();
  await outputs.locator("#outputs-panel-result .verdict.different").waitFor();
});

test("a search that is stopped keeps what it found, and one of an endless loop ends", async () => {
  const { page, outputs, choose, write } = await openPlayground();
  await choose("Action");
  await write(
    "Action",
    "exports.onExecutePostLogin = async (event) => { if (event.user.email_verified) { while (true); } };",
  );
  await page.getByRole("button", { name: "Find logins" }).click();
  await page.keyboard.press("Escape");
  const verdict = outputs.locator("#outputs-panel-search h3");
  await verdict.waitFor();
  expect(await verdict.first().innerText()).toMatch(/^\d paths?\. \d+ logins? reach/);
});
