import { existsSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";

import { serveFolder } from "../../../scripts/site/serve.js";
import { emptyDraft, type Draft } from "../../../src/site/playground/draft/draft.ts";
import { writeFragment } from "../../../src/site/playground/draft/share.ts";
import { attempts, bodyOf } from "../sandbox/attempts.ts";
import { readOwnGallery } from "../support/galleries.ts";
import { startWitness } from "../support/witness.ts";
import type { Engine } from "./engine.ts";
import { firefox } from "./firefox.ts";
import { webkit } from "./webkit.ts";

/** A rule that sends its user away, and says where it runs. */
const redirecting = `function redirecting(user, context, callback) {
  if (context.protocol === "redirect-callback") context.idToken["https://example.com/back"] = true;
  else context.redirect = { url: "https://example.com/" };
  callback(null, user, context);
}`;

/** What a login that has gone on is called on the page. */
const wentOn = "Allowed. Added “name”";

describe.each([firefox, webkit])("in $name", ({ name, program, packages, start }) => {
  let engine: Engine;
  let site: Awaited<ReturnType<typeof serveFolder>>;

  beforeAll(async () => {
    if (!existsSync(program)) {
      throw new Error(`there is no ${name}: apt-get install ${packages}`);
    }
    site = await serveFolder({
      folder: inject("siteFolder"),
      base: "/some/where/",
      intercept: (file, response) => {
        if (file !== "rules.json") {
          return false;
        }
        response.writeHead(200, { "Content-Type": "application/json" }).end(readOwnGallery());
        return true;
      },
    });
    engine = await start();
  });

  beforeEach(async () => {
    // What an earlier test has left in the tab would be kept for this one.
    await engine.open(site.url);
    await engine.evaluate("(sessionStorage.clear(), localStorage.clear())");
    await engine.open("about:blank");
  });

  afterAll(async () => {
    await engine.close();
    await site.close();
  });

  const textOf = (selector: string) =>
    engine.evaluate(
      `[...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => one.textContent).join("\\n")`,
    );
  const focused = () => engine.evaluate("document.activeElement.id");
  /** Presses the button whose text begins like this, as soon as it is there. */
  const pressButton = async (label: string) => {
    const found = `[...document.querySelectorAll("button")].find((one) => one.textContent.trim().startsWith(${JSON.stringify(label)}))`;
    await expect.poll(() => engine.evaluate(`Boolean(${found})`)).toBe(true);
    await engine.evaluate(`void ${found}.click()`);
  };
  /** Opens the playground with what a link brings. */
  const openPlayground = async (changes: Partial<Draft> = {}) => {
    const draft = { ...emptyDraft(new Date()), ...changes };
    const fragment = writeFragment({ draft, settings: {}, secrets: [] }) ?? "";
    await engine.open(`${site.url}?page=playground${fragment}`);
    const hasEditor = '[...document.querySelectorAll(".editor")].some((one) => one.shadowRoot)';
    await expect.poll(() => engine.evaluate(hasEditor)).toBe(true);
  };
  const run = async () => {
    await pressButton("Run");
    await expect.poll(() => textOf(".outputs .result"), { timeout: 20_000 }).not.toBe("");
    await expect
      .poll(() => engine.evaluate('document.querySelector(".outputs").ariaBusy'))
      .toBe("false");
  };

  test("the list counts all templates, and shows them", async () => {
    const gallery = JSON.parse(readOwnGallery()) as { templates: { id: string }[] }[];
    const ids = new Set(gallery.flatMap(({ templates }) => templates.map(({ id }) => id)));
    await engine.open(site.url);
    await expect.poll(() => textOf("main")).toContain(`${ids.size} templates`);
    expect(await textOf(".card")).toContain("Send emails through Mailgun");
  });

  test("the keyboard alone leads to a template and back", async () => {
    await engine.open(site.url);
    await expect.poll(() => textOf(".card")).toContain("Mailgun");
    await engine.press("/");
    await expect.poll(focused).toBe("search");
    for (const letter of "mailgun") {
      await engine.press(letter);
    }
    await expect.poll(() => textOf("mark")).toContain("ailgun");
    await engine.press("ArrowDown");
    await expect.poll(focused).toBe("card-mailgun");
    await engine.press("Enter");
    await expect.poll(() => textOf("h1")).toBe("Send emails through Mailgun");
    await engine.press("Escape");
    await expect.poll(focused).toBe("card-mailgun");
  });

  test("both forms run", async () => {
    await openPlayground();
    await run();
    const told = await textOf(".outputs");
    expect(told).toContain("Same in the Action and the Rule");
    expect(told).toContain(wentOn);
  });

  test("a user who was sent away comes back", async () => {
    await openPlayground({ rule: redirecting, forms: "rule" });
    await run();
    expect(await textOf(".outputs")).toContain("Redirected to example.com");
    await pressButton("Come back");
    await expect.poll(() => textOf(".outputs")).toContain("https://example.com/back");
  });

  test("a link brings the code to another tab", async () => {
    await openPlayground({ action: "// shared" });
    await pressButton("Share");
    await expect.poll(() => textOf("button")).toMatch(/Link (?:copied|is in the address)/);
    const link = String(await engine.evaluate("location.href"));
    await engine.evaluate("sessionStorage.clear()");
    await engine.open("about:blank");
    await engine.open(link);
    await expect
      .poll(() =>
        engine.evaluate(
          '[...document.querySelectorAll(".editor")].map((one) => (one.shadowRoot ?? one).textContent + (one.value ?? "")).join()',
        ),
      )
      .toContain("// shared");
  });

  test.each(attempts)("a script has no effect %s", async (_, made) => {
    const witness = await startWitness();
    const body = bodyOf(made, witness.url);
    await openPlayground({
      action: `exports.onExecutePostLogin = async () => {${body}\n};`,
      rule: `async function tryAll(user, context, callback) {${body}\n  callback(null, user, context);\n}`,
    });
    const before = await engine.evaluate(state);
    const asked = site.requests.length;
    await run();
    expect(witness.asked).toEqual([]);
    expect(site.requests.slice(asked)).toEqual([]);
    expect(await engine.evaluate(state)).toEqual(before);
    // Each attempt was made in both forms, and the login came to its end behind it.
    expect(await engine.evaluate('document.querySelectorAll(".outputs .console").length')).toBe(
      2 * made.length,
    );
  });
});

/**
 * All of a page that a script could have changed, apart from what the playground shows and keeps.
 */
const state = `(async () => ({
  address: location.href,
  title: document.title,
  cookie: document.cookie,
  local: Object.entries(localStorage),
  session: Object.entries(sessionStorage),
  databases: await indexedDB.databases(),
  caches: globalThis.caches ? await caches.keys() : [],
  globals: Object.keys(globalThis).sort(),
  frames: [...document.querySelectorAll("iframe")].map((frame) => frame.outerHTML),
  head: document.head.innerHTML,
}))()`;
