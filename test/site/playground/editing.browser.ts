import { expect, test } from "vitest";

import { openPlayground } from "../support/open-playground.ts";

// The watch of the page fails a test in which its policy is violated.
test("typing over coloured text leaves no style behind, and can be undone", async () => {
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
