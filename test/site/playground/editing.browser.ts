import { expect, test } from "vitest";

import { openPlayground } from "../support/open-playground.ts";

// The watch of the page fails a test in which its policy is violated.
test("typing over colored text leaves no style behind, and can be undone", async () => {
  const { page, editor } = await openPlayground();
  const field = await editor("Rule");
  const before = await field.innerText();
  await field.getByText("function", { exact: true }).waitFor();
  await field.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("let a;");
  expect(await field.innerText()).toBe("let a;");
  const undo = async () => {
    await page.keyboard.press("ControlOrMeta+z");
    return field.innerText();
  };
  await expect.poll(undo).toBe(before);
});

test("a rule in the tab of the action is moved by a click, and runs alone", async () => {
  const { page, playground, write, editor, run, result, outputs } = await openPlayground();
  const rule = `function mine(user, context, callback) {
    context.idToken["https://example.com/mine"] = true;
    callback(null, user, context);
  }`;
  await write("Action", rule);
  await playground.getByText("This looks like a Rule.").waitFor();
  await playground.getByRole("button", { name: "Move it to the Rule tab" }).click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("input-tab-rule");
  expect(await (await editor("Rule")).innerText()).toContain("function mine");
  expect(await playground.getByText("This looks like").count()).toBe(0);
  await run();
  expect(await result("Rule").textContent()).toContain("https://example.com/mine true");
  expect(await result("Action").count()).toBe(0);
  expect(await outputs.textContent()).not.toMatch(/Different|Same in/);
});

test("code that is pasted begins beside the line numbers, and not under them", async () => {
  const { write, editor } = await openPlayground();
  const wide = `// ${"wide ".repeat(40)}`;
  await write("Action", wide);
  const field = await editor("Action");
  const scrolled = () =>
    field.evaluate((element) => element.closest(".cm-scroller")?.scrollLeft ?? -1);
  await expect.poll(scrolled).toBeGreaterThan(0);
  await write("Action", `${wide}\n`);
  await expect.poll(scrolled).toBe(0);
});
