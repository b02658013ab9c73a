import { buffer } from "node:stream/consumers";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";

import type { Gallery, GalleryTemplate } from "../../src/gallery/entry.ts";
import { aGalleryTemplate, readOwnGallery, renderTemplates } from "./support/galleries.ts";
import { goTo } from "./support/go-to.ts";
import { openSite } from "./support/open-site.ts";

const own = (JSON.parse(readOwnGallery()) as Gallery).flatMap(({ templates }) => templates);
const mailgun = own.find(({ id }) => id === "mailgun") ?? aGalleryTemplate();
const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };

test("each template of the gallery is shown", async () => {
  const { page } = await openSite();
  for (const { id, title, action, configuration } of own) {
    await goTo(page, `?template=${id}`);
    await page.getByRole("heading", { name: title, level: 1, exact: true }).waitFor();
    const code = page.getByRole("region", { name: "Code of the Action" });
    await code.locator(".hljs-keyword").first().waitFor();
    expect(await code.locator("code").textContent(), id).toBe(action?.code);
    await expect.poll(() => page.locator(".prose").textContent(), { message: id }).not.toBe("");
    expect(await page.locator(".settings .field").count(), id).toBe(configuration.length);
    expect(await code.locator(".line").count(), id).toBe(action?.code.split("\n").length);
  }
}, 180_000);

describe("the tabs", () => {
  test("show the action first, and the rule by a click", async () => {
    const { page } = await openSite({ address: "?template=mailgun" });
    const action = page.locator(".code-tabs").getByRole("tabpanel", { name: "Action" });
    const rule = page.locator(".code-tabs").getByRole("tabpanel", { name: "Rule" });
    await action.waitFor();
    await expect.poll(() => rule.isVisible()).toBe(false);
    await page.locator(".code-tabs").getByRole("tab", { name: "Rule" }).click();
    expect([await action.isVisible(), await rule.isVisible()]).toEqual([false, true]);
    expect(await rule.locator("code").textContent()).toBe(mailgun.code);
  });

  test("follow the arrows", async () => {
    const { page } = await openSite({ address: "?template=mailgun" });
    const tabs = page.locator(".code-tabs");
    await tabs.getByRole("tab", { name: "Action" }).focus();
    const selected = () => tabs.locator('[role="tab"][aria-selected="true"]').textContent();
    for (const [key, name] of [
      ["ArrowRight", "Rule"],
      ["ArrowRight", "Action"],
      ["ArrowLeft", "Rule"],
      ["Home", "Action"],
      ["End", "Rule"],
    ] as const) {
      await page.keyboard.press(key);
      expect(await selected()).toBe(name);
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(name);
    }
  });

  test("are one where there is no action", async () => {
    const gallery = renderTemplates([aGalleryTemplate({ id: "hello" })]);
    const { page } = await openSite({ gallery, address: "?template=hello&form=action" });
    expect(await page.locator(".code-tabs").getByRole("tab").allTextContents()).toEqual(["Rule"]);
  });
});

describe("copying", () => {
  test.each([
    ["Action", mailgun.action?.code],
    ["Rule", mailgun.code],
  ])("takes the code of the %s to the clipboard", async (name, code) => {
    const { page } = await openSite({ address: "?template=mailgun", ...clipboard });
    await page.locator(".code-tabs").getByRole("tab", { name }).click();
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
    // It can be copied once more.
    await page.getByRole("button", { name: "Copy", exact: true }).waitFor();
  });

  test("says so where it is not allowed", async () => {
    const { page } = await openSite({ address: "?template=mailgun" });
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
    });
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByRole("button", { name: "Not allowed here" }).waitFor();
  });
});

test("the files for the Deploy CLI come as a zip", async () => {
  const { page } = await openSite({ address: "?template=mailgun" });
  await page.getByLabel("MAILGUN_API_KEY", { exact: false }).first().fill("key-of-mine");
  await page.getByLabel("MAILGUN_DOMAIN", { exact: false }).fill("mg.example.com");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download files" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("mailgun-action.zip");
  await page.getByRole("button", { name: "Downloaded" }).waitFor();
  await page.getByRole("status").getByText("mailgun-action.zip is downloaded").waitFor();
  const files = unzipSync(await buffer(await download.createReadStream()));
  const code = files["actions/Send emails through Mailgun/code.js"] ?? new Uint8Array();
  const head = strFromU8(files["actions/Send emails through Mailgun.json"] ?? new Uint8Array());
  expect(strFromU8(code)).toBe(`${mailgun.action?.code ?? ""}\n`);
  expect(head).toContain('"mg.example.com"');
  expect(head).toContain('"@@MAILGUN_API_KEY@@"');
  expect(head).not.toContain("key-of-mine");
});

const configuration: GalleryTemplate["configuration"] = [
  {
    key: "REGION",
    description: "Where.",
    required: false,
    secret: false,
    default: "us",
    values: ["us", "eu"],
  },
  { key: "API_KEY", description: "The key.", required: true, secret: true },
  { key: "LIMIT", description: "How many.", required: false, secret: false, default: "20" },
];

describe("the settings form", () => {
  const gallery = renderTemplates([aGalleryTemplate({ configuration })]);
  const openForm = () => openSite({ gallery, address: "?template=hello", ...clipboard });

  test("has the required settings first, secrets masked, defaults shown, values to choose from", async () => {
    const { page } = await openForm();
    const form = page.getByRole("form", { name: "Settings" });
    expect(await form.locator(".field code").allTextContents()).toEqual([
      "API_KEY",
      "REGION",
      "LIMIT",
    ]);
    const key = form.locator("#setting-API_KEY");
    expect(await key.getAttribute("type")).toBe("password");
    expect(await key.evaluate((input: HTMLInputElement) => input.required)).toBe(true);
    expect(await form.locator("#setting-LIMIT").getAttribute("placeholder")).toBe("20");
    expect(await form.locator("#setting-REGION option").allTextContents()).toEqual([
      "Not set: us",
      "us",
      "eu",
    ]);
  });

  test("shows a secret when the reader wants to see it", async () => {
    const { page } = await openForm();
    await page.locator("#setting-API_KEY").fill("hush");
    await page.getByRole("button", { name: "Show API_KEY" }).click();
    expect(await page.locator("#setting-API_KEY").getAttribute("type")).toBe("text");
    expect(await page.locator("#setting-API_KEY").inputValue()).toBe("hush");
    // The name holds what the button says.
    const hide = page.getByRole("button", { name: "Hide API_KEY" });
    expect(await hide.textContent()).toBe("Hide");
    await hide.click();
    expect(await page.locator("#setting-API_KEY").getAttribute("type")).toBe("password");
  });

  test("says of a value that it is not valid once the reader has left it", async () => {
    const setting = { description: "A host.", required: true, secret: false };
    const host = { ...setting, key: "HOST", example: "mg.example.com", pattern: "[a-z.]+" };
    const { page } = await openSite({
      gallery: renderTemplates([aGalleryTemplate({ configuration: [host] })]),
      address: "?template=hello",
    });
    const field = page.locator("#setting-HOST");
    expect(await field.getAttribute("placeholder")).toBe("mg.example.com");
    await field.fill("not a host");
    expect(await field.getAttribute("aria-invalid")).toBe("false");
    await page.keyboard.press("Tab");
    await page.getByText("Not a valid value. Example: mg.example.com").waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    await field.fill("mg.example.org");
    expect(await page.locator("#setting-HOST-problem").textContent()).toBe("");
  });

  test("stores nothing unless asked, and forgets when asked", async () => {
    const { page } = await openForm();
    const stored = () =>
      page.evaluate(() =>
        JSON.stringify([localStorage, sessionStorage].map((storage) => Object.entries(storage))),
      );
    await page.locator("#setting-API_KEY").fill("hush");
    await page.locator("#setting-REGION").selectOption("eu");
    expect(await stored()).not.toContain("hush");
    await page.reload();
    expect(await page.locator("#setting-API_KEY").inputValue()).toBe("");
    await page.locator("#setting-API_KEY").fill("hush");
    await page.getByRole("checkbox", { name: "Remember in this browser" }).check();
    await page.reload();
    expect(await page.locator("#setting-API_KEY").inputValue()).toBe("hush");
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByRole("status").getByText("The settings are empty now").waitFor();
    expect(await page.locator("#setting-API_KEY").inputValue()).toBe("");
    expect(await stored()).not.toContain("hush");
  });

  test("keeps what was entered while the reader looks at other pages", async () => {
    const { page } = await openForm();
    await page.locator("#setting-LIMIT").fill("7");
    await page.locator(".crumbs").getByRole("link", { name: "Templates" }).click();
    await page.locator("#card-hello").click();
    expect(await page.locator("#setting-LIMIT").inputValue()).toBe("7");
  });

  test("gives its values as lines for the command", async () => {
    const { page } = await openForm();
    await page.locator("#setting-API_KEY").fill("a # b");
    await page.locator("#setting-REGION").selectOption("eu");
    await page.getByRole("button", { name: "Copy as KEY=VALUE" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe('REGION=eu\nAPI_KEY="a # b"\n');
  });
});

describe("the facts", () => {
  const factsOf = async (changes: Partial<GalleryTemplate>) => {
    const gallery = renderTemplates([aGalleryTemplate(changes)]);
    const { page } = await openSite({ gallery, address: "?template=hello" });
    return page.locator(".facts-line");
  };

  test.each([
    [
      { outage: "allow" as const, service: { name: "Acme", url: "https://acme.example" } },
      "If Acme is down, logins are still allowed. · no settings · no packages",
    ],
    [{ outage: "deny" as const }, "If the service is down, logins are denied. · no settings"],
    [{ configuration }, "Calls no service. · 3 settings · no packages"],
  ])("say what an outage does, and what it takes: %j", async (changes, sentence) => {
    expect(await (await factsOf(changes)).textContent()).toContain(sentence);
  });

  test("name the packages of both forms", async () => {
    const facts = await factsOf({
      code: 'function hello() { require("jsonwebtoken@9.0.2"); }',
      action: {
        trigger: "post-login",
        code: 'const crypto = require("crypto"); require("jsonwebtoken");',
        dependencies: [{ name: "jsonwebtoken", version: "9.0.2" }],
        secrets: [],
      },
    });
    expect(await facts.textContent()).toContain("jsonwebtoken@9.0.2, crypto");
  });

  test("link to the service", async () => {
    const { page } = await openSite({ address: "?template=mailgun" });
    const link = page.locator(".facts-line").getByRole("link", { name: "Mailgun" });
    expect(await link.getAttribute("href")).toBe(mailgun.service?.url);
  });
});

describe("how to use it", () => {
  test("is told in three steps, with what there is to add", async () => {
    const { page } = await openSite({ address: "?template=mailgun" });
    const steps = page.locator(".use-it .steps li");
    await steps.first().waitFor();
    const secrets = mailgun.action?.secrets.length ?? 0;
    expect((await steps.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " "))).toEqual([
      "Copy the code. Copy code",
      "In Auth0, open Actions, Library. Create an Action for Login / Post Login on Node 22. Paste the code.",
      `Add ${secrets} secrets, deploy, and drag it into Triggers, post-login.`,
    ]);
  });

  test.each([
    [[], [], "Deploy it, and drag it into"],
    [["A"], [], "Add 1 secret, deploy, and drag it into"],
    [["A"], [{ name: "a", version: "1.0.0" }], "Add 1 secret and 1 package, deploy,"],
  ])("names %j and %j", async (secrets, dependencies, sentence) => {
    const action = { trigger: "post-login" as const, code: "x", dependencies, secrets };
    const gallery = renderTemplates([aGalleryTemplate({ action })]);
    const { page } = await openSite({ gallery, address: "?template=hello" });
    expect(await page.locator(".steps li").last().innerText()).toContain(sentence);
  });

  test("is for the form that is shown: a Rule is for archives", async () => {
    const { page } = await openSite({ address: "?template=mailgun&form=rule", ...clipboard });
    await page.getByText("Rules stopped on November 18, 2026. Use this to compare").waitFor();
    expect(await page.locator(".steps").count()).toBe(0);
    await page.locator(".use-it").getByRole("button", { name: "Copy code" }).click();
    await page.locator(".use-it").getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(mailgun.code);
  });
});

test("code that is longer than a screen or two is folded, and whole by a click", async () => {
  const code = Array.from({ length: 90 }, (_, index) => `// ${index}`).join("\n");
  const gallery = renderTemplates([aGalleryTemplate({ code })]);
  const { page } = await openSite({ gallery, address: "?template=hello" });
  const last = page.locator(".line").last();
  const more = page.getByRole("button", { name: "Show all 90 lines" });
  await more.waitFor();
  const heightOf = () => page.locator(".code").evaluate((element) => element.clientHeight);
  const folded = await heightOf();
  await more.click();
  expect(await more.count()).toBe(0);
  expect(await heightOf()).toBeGreaterThan(folded);
  expect(await last.textContent()).toBe("// 89");
});

test("a form that there is not is a tab that says why", async () => {
  const gallery = JSON.stringify([
    {
      name: "debugging",
      templates: [
        {
          ...aGalleryTemplate(),
          code: undefined,
          no_rule: "Rules have no sessions.",
          action: { code: "exports.onExecutePostLogin = async () => {};", secrets: [] },
        },
      ],
    },
  ]);
  const { page } = await openSite({ gallery, address: "?template=hello" });
  await page.locator(".code-tabs").getByRole("tab", { name: "Rule" }).click();
  expect(await page.locator("#code-panel-rule").textContent()).toBe(
    "No Rule: Rules have no sessions.",
  );
});

test("a template can be opened in the playground, with what its first example has", async () => {
  const { page } = await openSite({ address: "?template=mailgun" });
  await page.locator(".code-tabs").getByRole("button", { name: "Playground" }).click();
  const action = page.getByRole("textbox", { name: "Code of the Action" });
  await expect.poll(() => action.first().innerText()).toContain("onExecutePostLogin");
  expect(await page.locator(".outputs").textContent()).toContain("Nothing has run yet.");
  await page.locator("#run").click();
  await expect
    .poll(() => page.locator(".verdict h3").innerText())
    .toContain("Allowed. Sent 1 request to api.mailgun.net.");
});

test("the foot of a template links to the source file where the site knows the repository", async () => {
  const repository = "https://github.com/someone/rules/blob/main/";
  const gallery = renderTemplates([aGalleryTemplate({ id: "hello" })]);
  const { page, url } = await openSite({ gallery, address: "?template=hello" });
  expect(await page.locator(".template-foot a").count()).toBe(0);
  await page.route(url("?template=hello"), async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(
      '<meta name="source" content=""',
      `<meta name="source" content="${repository}"`,
    );
    await route.fulfill({ response, body });
  });
  await page.goto(url("?template=hello"));
  const link = page.locator(".template-foot").getByRole("link", { name: "hello.md" });
  expect(await link.getAttribute("href")).toBe(`${repository}rules/hello.md`);
  const home = page.locator(".foot").getByRole("link", { name: "Repository" });
  expect(await home.getAttribute("href")).toBe("https://github.com/someone/rules/");
});

test("a deprecated template says why, and leads to its replacement", async () => {
  const gallery = renderTemplates([
    aGalleryTemplate({
      id: "old",
      title: "Old",
      deprecated: { reason: "Gone.", replacement: "new" },
    }),
    aGalleryTemplate({ id: "new", title: "New" }),
  ]);
  const { page } = await openSite({ gallery, address: "?template=old" });
  const note = page.getByRole("note");
  expect(await note.textContent()).toBe("Deprecated. Gone. Use New instead.");
  await note.getByRole("link", { name: "New" }).click();
  await page.getByRole("heading", { name: "New", level: 1 }).waitFor();
});

test("a template that is not there leads to those that are like it", async () => {
  const { page } = await openSite({ address: "?template=mailgum" });
  await page.getByRole("heading", { name: "No template “mailgum”" }).waitFor();
  await page.getByRole("link", { name: "Send emails through Mailgun" }).click();
  await page.getByRole("heading", { name: "Send emails through Mailgun", level: 1 }).waitFor();
});
