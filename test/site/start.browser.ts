import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { cloneRepository } from "../support/clone.ts";
import { connectBrowser } from "./support/browser.ts";

let clone = "";
let running: ChildProcess[] = [];

beforeEach(() => {
  clone = cloneRepository("rules");
});

afterEach(async () => {
  await Promise.all(
    running.map((child) => {
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGTERM");
      return ended;
    }),
  );
  running = [];
  rmSync(clone, { recursive: true, force: true });
});

/** Starts the server, and gives its address and what it prints. */
async function start() {
  const child = spawn(process.execPath, [join(clone, "scripts", "start.js")]);
  running.push(child);
  const printed = { text: "" };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (printed.text += text));
  }
  await expect.poll(() => printed.text, { timeout: 30_000 }).toContain("waiting for changes");
  const url = /^http\S+$/m.exec(printed.text)?.[0] ?? "";
  return { url, printed };
}

function change(file: string, from: string, to: string): void {
  const path = join(clone, file);
  writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
}

test("npm start builds, serves, and brings each change to the page", async () => {
  const { url, printed } = await start();
  expect(printed.text).toMatch(/^rules\.json written: \d+ templates/);
  const context = await (await connectBrowser()).newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("link", { name: "Send emails through Mailgun" }).waitFor();

  change("rules/mailgun.md", "# Send emails through Mailgun", "# Mail everybody");
  await page.getByRole("link", { name: "Mail everybody" }).waitFor();

  change("rules/mailgun.md", "# Mail everybody", "Mail everybody");
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("alert").textContent()).toContain("title-missing");
  expect(printed.text).toMatch(/rules\/mailgun\.md:\d+:\d+ title-missing/);

  change("rules/mailgun.md", "Mail everybody", "# Mail nobody");
  await page.getByRole("link", { name: "Mail nobody" }).waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);

  change("src/site/gallery/list/list-page.tsx", "Ready-made code", "Hand-made code");
  await page.getByRole("heading", { name: "Hand-made code for Auth0 logins" }).waitFor();

  change("src/site/gallery/list/list-page.tsx", "Hand-made code", "{");
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("alert").textContent()).toContain("list-page.tsx");

  change("src/site/gallery/list/list-page.tsx", "{ for Auth0", "Code for Auth0");
  await page.getByRole("heading", { name: "Code for Auth0 logins" }).waitFor();
  await context.close();
});

test("npm start takes the next port if one is taken", async () => {
  const [first, second] = [await start(), await start()];
  expect(Number(new URL(second.url).port)).toBeGreaterThan(Number(new URL(first.url).port));
  expect((await fetch(new URL("rules.json", second.url))).status).toBe(200);
});
