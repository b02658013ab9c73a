import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";
import { describe, expect, test } from "vitest";

import { emptyDraft } from "../../../src/site/playground/draft/draft.ts";
import { openPlayground, type OpenPlayground } from "../support/open-playground.ts";
import { openSite } from "../support/open-site.ts";

const secret = "s3cr3t-value-0123";

/** Presses Share, and gives the link. */
async function shareLink({ page, playground }: OpenPlayground): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await playground.getByRole("button", { name: "Share" }).click();
  await playground.getByRole("button", { name: "Link copied" }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(() => page.url()).toBe(link);
  return link;
}

/** What a link carries, as text. */
function contentOf(link: string): string {
  const { hash } = new URL(link);
  const bytes = Buffer.from(hash.replace("#run=", ""), "base64url");
  return strFromU8(inflateSync(bytes));
}

/** Opens a link in another browser, where nothing is remembered. */
async function openLink(link: string): Promise<OpenPlayground> {
  const { search, hash } = new URL(link);
  return openPlayground({ address: `${search}${hash}` });
}

describe("a link", () => {
  test("brings the code, the login, the answers, the choices and the open settings", async () => {
    const first = await openPlayground();
    const { page, playground, write, choose } = first;
    await write("Action", "// an action\nexports.onExecutePostLogin = async () => {};");
    await write("Rule", "function ruleOfALink(user, context, callback) {}");
    await write("Login", '{ "user": { "email": "a@example.com" } }');
    await write("Answers", '[{ "url": "https://example.com/" }]');
    await choose("Rule");
    await choose("Stay silent");
    await playground.getByRole("tab", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Add a setting" }).click();
    await page.getByLabel("Key", { exact: true }).fill("OPEN_SETTING");
    await page.getByLabel("Value", { exact: true }).fill("shown");
    await page.getByText("Secret", { exact: true }).click();
    await page.getByRole("button", { name: "Add a setting" }).click();
    await page.getByLabel("Key", { exact: true }).last().fill("API_KEY");
    await page.getByLabel("Value", { exact: true }).last().fill(secret);
    const link = await shareLink(first);
    expect(contentOf(link)).not.toContain(secret);

    const second = await openLink(link);
    expect(await (await second.editor("Action")).innerText()).toContain("// an action");
    expect(await (await second.editor("Rule")).innerText()).toContain("function ruleOfALink");
    expect(await (await second.editor("Login")).innerText()).toContain("a@example.com");
    expect(await (await second.editor("Answers")).innerText()).toContain("https://example.com/");
    expect(await second.playground.getByRole("radio", { name: "Rule" }).isChecked()).toBe(true);
    expect(await second.page.locator("#services option:checked").textContent()).toBe("Stay silent");
    await second.playground.getByRole("tab", { name: "Settings" }).click();
    const keys = second.page.getByLabel("Key", { exact: true });
    expect([await keys.first().inputValue(), await keys.last().inputValue()]).toEqual([
      "OPEN_SETTING",
      "API_KEY",
    ]);
    const values = second.page.getByLabel("Value", { exact: true });
    expect([await values.first().inputValue(), await values.last().inputValue()]).toEqual([
      "shown",
      "",
    ]);
  });

  test("to a template brings its open settings, and no secret, wherever that stands", async () => {
    const first = await openPlayground({ address: "?template=mailgun" });
    const { page, playground, write } = first;
    await page.locator("#setting-MAILGUN_API_KEY").fill(secret);
    await page.locator("#setting-MAILGUN_DOMAIN").fill("mg.example.org");
    await write("Answers", JSON.stringify([{ url: `https://example.com/?key=${secret}` }]));
    await write("Login", JSON.stringify({ user: { app_metadata: { key: secret } } }));
    // With the settings of the example it has none of the reader's own.
    expect(contentOf(await shareLink(first))).not.toMatch(/s3cr3t|mg\.example\.org/);
    await playground.getByRole("tab", { name: "Settings" }).click();
    await playground.getByRole("radio", { name: "Mine" }).check();
    await page.waitForTimeout(2_100);
    const link = await shareLink(first);
    expect(contentOf(link)).not.toContain(secret);
    expect(contentOf(link)).toContain("key=«MAILGUN_API_KEY»");

    const second = await openLink(link);
    await second.playground.getByText("MAILGUN_DOMAIN=mg.example.org").waitFor();
    const note = second.playground.getByText("Links carry no secrets, so these have no value:");
    expect(await note.textContent()).toContain("MAILGUN_API_KEY");
    // What a link says does not become what the reader has entered.
    expect(await second.page.locator("#setting-MAILGUN_DOMAIN").inputValue()).toBe("");
    expect(await second.page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  });

  test("shows its code first, and leads down to it on a longer page", async () => {
    const first = await openPlayground();
    await first.write("Rule", "function ruleOfALink(user, context, callback) {}");
    const pasted = await openLink(await shareLink(first));
    await pasted.playground.getByRole("tab", { name: "Rule", selected: true }).waitFor();

    const template = await openPlayground({ address: "?template=hello-world" });
    await template.write("Action", "// changed\nexports.onExecutePostLogin = async () => {};");
    const { search, hash } = new URL(await shareLink(template));
    const { page } = await openSite({ address: `${search}${hash}` });
    await page.getByRole("tab", { name: "Action", selected: true }).last().waitFor();
    const notice = page.getByRole("note");
    const isFocused = () =>
      notice.evaluate((element) => element.parentElement === document.activeElement);
    await expect.poll(() => isFocused()).toBe(true);
    const { top, bottom } = await notice.evaluate((element) => {
      const box = element.getBoundingClientRect();
      return { top: box.top, bottom: innerHeight - box.bottom };
    });
    expect(Math.min(top, bottom)).toBeGreaterThan(0);
    // Once only: whoever comes back to the page is not led there again.
    await page.locator(".crumbs").getByRole("link", { name: "Templates" }).click();
    await page.goBack();
    await notice.waitFor();
    await expect.poll(() => isFocused()).toBe(false);
  });

  test("leaves whoever made it with what they have, also when the page is loaded anew", async () => {
    const first = await openPlayground();
    const { page, playground, write } = first;
    await write("Login", '{ "user": { "email": "mine@example.com" } }');
    await page.locator("#login").selectOption("ready:saml");
    await write("Action", "// mine");
    await playground.getByRole("tab", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Add a setting" }).click();
    await page.getByLabel("Key", { exact: true }).fill("API_KEY");
    await page.getByLabel("Value", { exact: true }).fill(secret);
    await shareLink(first);
    const left = playground.getByText("leaves out the values of API_KEY");
    await left.waitFor();
    await page.reload();
    expect(await (await first.editor("Action")).innerText()).toContain("// mine");
    expect(await playground.textContent()).not.toContain("came with a link");
    expect(await page.locator("#login option").allTextContents()).toContain("Your own");
    await shareLink(first);
    await playground.getByRole("button", { name: "Start over" }).click();
    expect(await left.count()).toBe(0);
  });

  test("names the secrets without a value where it is made and where it is opened", async () => {
    const first = await openPlayground({ address: "?template=creates-lead-salesforce" });
    const key = "SALESFORCE_CLIENT_SECRET";
    await first.playground.getByRole("tab", { name: "Settings" }).click();
    await first.playground.getByRole("radio", { name: "Mine" }).check();
    await first.page.locator(`#setting-${key}`).fill(secret);
    await first.page.locator("#setting-SALESFORCE_CLIENT_ID").fill(`id-${secret}`);
    const link = await shareLink(first);
    await first.playground
      .getByText(`leaves out the values of SALESFORCE_CLIENT_ID, ${key}.`)
      .waitFor();
    const { playground } = await openLink(link);
    await playground.getByText(`so these have no value: SALESFORCE_CLIENT_ID, ${key}.`).waitFor();

    const pasted = await openPlayground();
    await pasted.playground.getByRole("tab", { name: "Settings" }).click();
    await pasted.page.getByRole("button", { name: "Add a setting" }).click();
    await pasted.page.getByLabel("Key", { exact: true }).fill("API_KEY");
    await pasted.page.getByLabel("Value", { exact: true }).fill(secret);
    const opened = await openLink(await shareLink(pasted));
    await opened.playground.getByText("so these have no value: API_KEY.").waitFor();
  });

  test("that names settings without a value brings them as secrets, whatever it says", async () => {
    const settings = { API_KEY: "", SAMPLE: "your-key-here" };
    const made = { ...emptyDraft(new Date(0)), settings, secrets: [] };
    const bytes = deflateSync(strToU8(JSON.stringify(made)));
    const hash = `#run=${Buffer.from(bytes).toString("base64url")}`;
    const opened = await openPlayground({ address: `?page=playground${hash}` });
    const { page, playground, write } = opened;
    await playground.getByRole("tab", { name: "Settings" }).click();
    const values = page.getByLabel("Value", { exact: true });
    expect(await values.first().getAttribute("type")).toBe("password");
    // Typed, not filled in at once: the field stays the same one when it becomes a secret's.
    for (const field of [values.first(), values.last()]) {
      await field.click();
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(secret);
      expect(await field.inputValue()).toBe(secret);
      expect(await field.getAttribute("type")).toBe("password");
    }
    await write("Login", JSON.stringify({ user: { app_metadata: { key: secret } } }));
    expect(contentOf(await shareLink(opened))).not.toContain(secret);
    const kept = await page.evaluate(() =>
      JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]),
    );
    expect(kept).toContain("API_KEY");
    expect(kept).not.toContain(secret);
  });

  test("runs nothing before the reader does", async () => {
    const first = await openPlayground();
    await first.write("Action", 'console.log("at the top");');
    await first.choose("Action");
    const link = await shareLink(first);

    const second = await openLink(link);
    const started: string[] = [];
    second.page.on("worker", (worker) => started.push(worker.url()));
    await second.editor("Action");
    // By the keys that move around in an editor, too.
    await second.page.keyboard.press("Enter");
    await second.page.waitForTimeout(500);
    expect(started).toEqual([]);
    expect(second.page.workers()).toEqual([]);
    expect(await second.outputs.textContent()).toBe(
      "Nothing has run yet. Press Run to play “First login”.",
    );
    expect(await second.playground.textContent()).toContain("Read the code before you run it.");
    await second.run();
    expect(started).toHaveLength(1);
    expect(await second.outputs.textContent()).toContain("at the top");
  });

  test("can follow another one on the same page", async () => {
    const first = await openPlayground();
    await first.write("Action", "// first");
    const one = await shareLink(first);
    await first.write("Action", "// second");
    await first.page.waitForTimeout(2_600);
    const two = await shareLink(first);
    expect(one).not.toBe(two);

    const { page, editor } = await openLink(one);
    await editor("Action");
    await page.evaluate((hash) => (location.hash = hash), new URL(two).hash);
    await expect.poll(async () => (await editor("Action")).innerText()).toContain("// second");
  });

  test.each(["#run", "#run=", "#run=AAAA", "#run=%F0%9F"])(
    "%s is told to be damaged",
    async (hash) => {
      const { playground, editor } = await openPlayground({ address: `?page=playground${hash}` });
      await playground
        .getByRole("alert")
        .getByText("This link is incomplete. Ask for it again.")
        .waitFor();
      expect(await playground.textContent()).not.toContain("came with a link");
      expect(await (await editor("Action")).innerText()).toContain("onExecutePostLogin");
    },
  );

  test("that is cut off leaves what the reader has as it is", async () => {
    const { page, playground, write, editor } = await openPlayground();
    await write("Action", "// mine");
    await page.evaluate(() => (location.hash = "#run=AAAA"));
    await playground
      .getByRole("alert")
      .getByText("This link is incomplete. Ask for it again.")
      .waitFor();
    expect(await (await editor("Action")).innerText()).toContain("// mine");
  });

  test("to something else is a page as any", async () => {
    const { outputs, playground } = await openPlayground({ address: "?page=playground#other" });
    await outputs.waitFor();
    expect(await playground.locator(".notice").count()).toBe(0);
  });

  test("gives way to what the reader has made of it, when the page is loaded anew", async () => {
    const first = await openPlayground();
    await first.write("Action", "// of the link");
    const link = await shareLink(first);

    const { page, write, editor, playground } = await openLink(link);
    await write("Action", "// mine");
    await page.reload();
    expect(await (await editor("Action")).innerText()).toContain("// mine");
    expect(await playground.textContent()).toContain("Read the code before you run it.");
    await playground.getByRole("button", { name: "Start over" }).click();
    await page.reload();
    expect(await (await editor("Action")).innerText()).toContain("onExecutePostLogin");
  });
});

test("what a reader has is there again when they come back to the page", async () => {
  const site = await openSite({ address: "?page=playground" });
  const { page } = site;
  const field = page.getByRole("textbox", { name: "Code of the Action" });
  await field.and(page.locator("[contenteditable]")).focus();
  await page.keyboard.type("// mine ");
  await page.getByRole("link", { name: "Rules Templates" }).click();
  await page.waitForURL(site.url());
  await page.goBack();
  await expect.poll(() => field.innerText()).toContain("// mine ");
});
