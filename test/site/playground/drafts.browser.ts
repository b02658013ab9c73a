import { expect, test, vi } from "vitest";

import { openPlayground } from "../support/open-playground.ts";

const secret = "s3cr3t-value-0123";

test("what a reader has made of a login is there again after a look at another one", async () => {
  const { page, write, editor } = await openPlayground();
  await write("Login", '{ "user": { "email": "mine@example.com" } }');
  const picker = page.locator("#login");
  expect(await picker.locator("option:checked").textContent()).toBe("Your own");
  await picker.selectOption("ready:saml");
  await vi.waitFor(async () => {
    expect(await (await editor("Login")).innerText()).toContain("Sales");
  });
  await picker.selectOption("ready:first");
  await picker.selectOption("Your own");
  await vi.waitFor(async () => {
    expect(await (await editor("Login")).innerText()).toContain("mine@example.com");
  });
});

test("what a reader has survives that the page is loaded anew, but for secrets", async () => {
  const { page, playground, write, editor, choose } = await openPlayground();
  await write("Action", `// mine, with ${secret}`);
  await write("Login", '{ "user": { "email": "mine@example.com" } }');
  await choose("Rule");
  await playground.getByRole("tab", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Add a setting" }).click();
  await page.getByLabel("Key", { exact: true }).fill("API_KEY");
  await page.getByLabel("Value", { exact: true }).fill(secret);
  const stored = await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)));
  expect(stored).toContain("API_KEY");
  expect(stored).not.toContain(secret);
  await page.reload();
  expect(await (await editor("Action")).innerText()).toContain("// mine, with ");
  expect(await (await editor("Login")).innerText()).toContain("mine@example.com");
  expect(await playground.getByRole("radio", { name: "Rule" }).isChecked()).toBe(true);
  await playground.getByRole("tab", { name: "Settings" }).click();
  expect(await page.getByLabel("Key", { exact: true }).inputValue()).toBe("API_KEY");
  expect(await page.getByLabel("Value", { exact: true }).inputValue()).toBe("");
});

test("what a reader enters for a template's settings is stored nowhere with a draft", async () => {
  const { page, write, editor } = await openPlayground({ address: "?template=mailgun" });
  await page.locator("#setting-MAILGUN_DOMAIN").fill("mg.example.org");
  await write("Answers", '[{ "url": "https://example.com/mine" }]');
  const stored = await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)));
  expect(stored).toContain("example.com/mine");
  expect(stored).not.toContain("mg.example.org");
  await page.reload();
  await page.locator(".try-it").scrollIntoViewIfNeeded();
  expect(await (await editor("Answers")).innerText()).toContain("https://example.com/mine");
});

test("a reader can start over, and then nothing is kept", async () => {
  const { page, playground, write, editor } = await openPlayground();
  const over = playground.getByRole("button", { name: "Start over" });
  expect(await over.count()).toBe(0);
  await write("Action", "// mine");
  await over.click();
  await over.waitFor({ state: "detached" });
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("run");
  await vi.waitFor(async () => {
    expect(await (await editor("Action")).innerText()).toContain("onExecutePostLogin");
  });
  const kept = () => Object.keys(sessionStorage).filter((key) => key.includes("draft"));
  expect(await page.evaluate(kept)).toEqual([]);
});

test("a reader can take back that they started over, until they change something", async () => {
  const { page, playground, write, editor } = await openPlayground();
  await write("Action", "// mine");
  await playground.getByRole("button", { name: "Start over" }).click();
  const undo = playground.getByRole("button", { name: "Undo" });
  await undo.click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("run");
  await expect.poll(async () => (await editor("Action")).innerText()).toContain("// mine");
  expect(await undo.count()).toBe(0);
  await playground.getByRole("button", { name: "Start over" }).click();
  await write("Rule", "// another");
  expect(await undo.count()).toBe(0);
});
