import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { findViolations } from "./support/axe.ts";
import { openSite } from "./support/open-site.ts";

const rule = `function roles(user, context, callback) {
  if (user.app_metadata.roles.indexOf("admin") < 0) {
    return callback(new UnauthorizedError("Admins only."));
  }
  context.idToken["https://example.com/admin"] = true;
  callback(null, user, context);
}
`;

/** Writes a rule into the editor and asks for its action. */
async function makeAction(page: Page, code: string): Promise<void> {
  const editor = page.getByRole("textbox", { name: "Code of the Rule" });
  await editor.and(page.locator("[contenteditable]")).fill(code);
  await page.getByRole("button", { name: "Make it an Action" }).click();
}

test("a Rule that is pasted on the first page becomes an Action when the reader says so", async () => {
  const { page, requests } = await openSite();
  const door = page.getByRole("textbox", { name: "Paste your Rule here" });
  await door.fill(rule);
  await door.press("Enter");
  await page.getByRole("heading", { name: "Turn a Rule into an Action", level: 1 }).waitFor();
  expect(await page.locator(".verdict-panel").count()).toBe(0);
  const before = requests.length;
  await page.getByRole("button", { name: "Make it an Action" }).click();
  const verdict = page.locator(".verdict-panel");
  await verdict.waitFor();
  expect(await verdict.locator("h3").innerText()).toMatch(
    /^Same under 2 conditions, on \d+ logins that reach 2 of 2 branches\.$/,
  );
  expect(await findViolations(page)).toEqual([]);
  // Nothing but files of the site.
  expect(requests.slice(before).filter((one) => !one.startsWith("GET "))).toEqual([]);

  await page.locator(".line-code.of-rule").nth(2).hover();
  const lit = page.locator("td.line-code.active");
  expect(await lit.allInnerTexts()).toEqual([
    '    return callback(new UnauthorizedError("Admins only."));',
    '    return api.access.deny("Admins only.");',
  ]);
  expect(await page.locator(".explanation").innerText()).toMatch(/^Line 3 became line 3\. [A-Z]/);

  await verdict.getByRole("button", { name: "Load this login" }).click();
  const outcome = page.getByRole("region", { name: "Outcome" }).locator(".verdict").first();
  await outcome.waitFor();
  expect(await outcome.innerText()).toContain("Different");
});

test("each condition's login shows in the playground what the condition says", async () => {
  const { page } = await openSite({ address: "?page=migrate" });
  await makeAction(
    page,
    `function seen(user, context, callback) {
  user.app_metadata.seen = new Date().getFullYear();
  auth0.users
    .updateAppMetadata(user.user_id, user.app_metadata)
    .then(() => callback(null, user, context))
    .catch(callback);
}
`,
  );
  const buttons = page.locator(".verdict-panel").getByRole("button", { name: "Load this login" });
  await buttons.first().waitFor();
  const all = await buttons.count();
  expect(all).toBeGreaterThan(1);
  for (let index = 0; index < all; index++) {
    await buttons.nth(index).click();
    const outcome = page.getByRole("region", { name: "Outcome" });
    const verdict = outcome.locator(".verdict").first();
    await verdict.waitFor();
    expect(await verdict.innerText()).toContain("Different");
    expect(await outcome.innerText()).not.toContain("left out");
    await page.goBack();
    await buttons.first().waitFor();
  }
});

describe("what cannot be migrated says so:", () => {
  test.each([
    [
      "a Rule with something that Actions do not have",
      "function (user, context, callback) {\n  delete user.email;\n  callback(null, user, context);\n}",
      "Cannot be migrated: 1 reason.",
    ],
    ["code that is not a Rule", "function (user", "This is not a Rule, line 1"],
    [
      "TypeScript",
      "interface User { email: string }\nfunction f(user: User, context: any, callback: any) {}",
      "This looks like TypeScript. Compile it first, and bring the JavaScript.",
    ],
    ["an Action", "exports.onExecutePostLogin = async () => {};", "This is an Action."],
  ])("%s", async (_, code, said) => {
    const { page } = await openSite({ address: "?page=migrate" });
    await makeAction(page, code);
    const told = page.locator(".verdict-panel, .notice.warn").first();
    await told.waitFor();
    expect(await told.innerText()).toContain(said);
  });
});

test("a Rule in the playground leads to its Action", async () => {
  const { page } = await openSite({ address: "?page=playground" });
  await page.getByRole("tab", { name: "Rule" }).click();
  await page.getByRole("button", { name: "Make it an Action" }).click();
  await page.locator(".verdict-panel").waitFor();
  await page.getByRole("button", { name: "Open in the playground" }).click();
  await page.getByRole("textbox", { name: "Code of the Action" }).waitFor();
});

test("a Rule is still there after a reload", async () => {
  const { page } = await openSite({ address: "?page=migrate" });
  const editor = page
    .getByRole("textbox", { name: "Code of the Rule" })
    .and(page.locator("[contenteditable]"));
  await page.getByText("// Paste your Rule here, such as:").waitFor();
  await editor.fill(rule);
  await page.reload();
  await page.getByText("function roles(user, context, callback)").waitFor();
  await editor.fill("");
  await page.reload();
  await page.getByText("// Paste your Rule here, such as:").waitFor();
});

test("a page that becomes narrow does not scroll sideways", async () => {
  const { page } = await openSite({ address: "?page=migrate" });
  const editor = page.getByRole("textbox", { name: "Code of the Rule" });
  await editor
    .and(page.locator("[contenteditable]"))
    .fill(`function f(user, context, callback) { ${"callback(null, user, context);".repeat(9)} }`);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.locator(".cm-lineWrapping").waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const button = await page.getByRole("button", { name: "Choose a file" }).boundingBox();
  expect((button?.x ?? 999) + (button?.width ?? 0)).toBeLessThanOrEqual(360);
});

test("an Action that does not ask for the Rule's factor is not green", async () => {
  const { page } = await openSite({ address: "?page=migrate" });
  await makeAction(
    page,
    `function factor(user, context, callback) {
  if (user.needsFactor) {
    context.multifactor = { provider: "any" };
  }
  callback(null, user, context);
}
`,
  );
  const verdict = page.locator(".verdict-panel .verdict");
  await verdict.waitFor();
  expect(await verdict.locator("h3").innerText()).toMatch(
    /^Where a condition is not met, the Action does not ask for the factor that the Rule asks for\. Otherwise the same on \d+ logins/,
  );
  expect(await verdict.getAttribute("class")).toBe("verdict different");
});
