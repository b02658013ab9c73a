import puppeteer, { type KeyInput } from "puppeteer-core";

import type { EngineKind } from "./engine.ts";

const program = "/usr/bin/firefox-esr";

/** Gecko, by WebDriver BiDi. */
export const firefox: EngineKind = {
  name: "Firefox",
  program,
  packages: "firefox-esr",
  start: async () => {
    const browser = await puppeteer.launch({ browser: "firefox", executablePath: program });
    const page = await browser.newPage();
    return {
      open: async (address) => {
        await page.goto(address, { waitUntil: "load" });
      },
      evaluate: (expression) => page.evaluate(expression),
      press: (key) => page.keyboard.press(key as KeyInput),
      close: () => browser.close(),
    };
  },
};
