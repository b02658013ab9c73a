import type { Locator } from "playwright-core";

import { outages } from "../../../src/site/playground/draft/outage.ts";
import { openSite, type OpenSite } from "./open-site.ts";

type Tab = "Login" | "Action" | "Rule" | "Answers";

const editors: Readonly<Record<Tab, string>> = {
  Login: "Login, as JSON",
  Action: "Code of the Action",
  Rule: "Code of the Rule",
  Answers: "Answers to requests, as JSON",
};

/** What is said first of a login that has gone on to its end, whatever it did. */
export const wentOn = /Allowed\.|The login was allowed\./;

const services = ["Answer", ...outages.map(({ label }) => label)];

/** A playground on a page, as a reader works with it. */
export interface OpenPlayground extends OpenSite {
  readonly playground: Locator;
  /** What came of the last run. */
  readonly outputs: Locator;
  /** What came of the last run of one form, or of both where they do the same. */
  readonly result: (form: "Action" | "Rule") => Locator;
  /** The sentence that is said first of the last run. */
  readonly verdict: Locator;
  /** Shows a tab and gives its editor. */
  readonly editor: (tab: Tab) => Promise<Locator>;
  /** Puts a text into the editor of a tab, in place of what is there. */
  readonly write: (tab: Tab, text: string) => Promise<void>;
  /** Chooses the forms that run, or what services do. */
  readonly choose: (option: string) => Promise<void>;
  /** Presses Run and waits for what comes of it. */
  readonly run: () => Promise<void>;
}

/** Opens the playground of a page: the one for pasted code unless the address is another one. */
export async function openPlayground(
  options: Parameters<typeof openSite>[0] = {},
): Promise<OpenPlayground> {
  const site = await openSite({ address: "?page=playground", ...options });
  return workOn(site);
}

async function workOn(site: OpenSite): Promise<OpenPlayground> {
  const { page } = site;
  await page.locator(".try-it, .playground-page").scrollIntoViewIfNeeded();
  const playground = page.locator(".playground");
  const outputs = playground.locator(".outputs");
  const editor = async (tab: Tab) => {
    await playground.getByRole("tab", { name: tab }).click();
    const found = playground.getByRole("textbox", { name: editors[tab] });
    // The editor itself, not the plain field that stands in for it at first.
    await found.and(page.locator("[contenteditable]")).waitFor();
    return found;
  };
  return {
    ...site,
    playground,
    outputs,
    result: (form) => playground.locator(`article[aria-label*="${form}"]`),
    verdict: outputs.locator(".verdict h3").first(),
    editor,
    write: async (tab, text) => {
      const field = await editor(tab);
      await field.focus();
      await page.keyboard.press("ControlOrMeta+a");
      await paste(field, text);
    },
    choose: async (option) => {
      if (services.includes(option)) {
        await page.selectOption("#services", { label: option });
      } else {
        await playground.locator(".segments label").getByText(option, { exact: true }).click();
      }
    },
    run: async () => {
      // On a phone another one takes its place while somebody types.
      await page.locator("#run:visible, .inputs .primary:visible").first().click();
      await playground.locator('.outputs[aria-busy="false"]').waitFor();
    },
  };
}

function paste(field: Locator, text: string): Promise<void> {
  return field.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    element.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}
