import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";

import { freePort } from "../support/free-port.ts";
import type { Engine, EngineKind } from "./engine.ts";

const program = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

/** The code points of WebDriver for keys that are no letters. Source: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const keys: Readonly<Record<string, string>> = {
  Enter: "\uE007",
  Escape: "\uE00C",
  Tab: "\uE004",
  ArrowDown: "\uE015",
  ArrowRight: "\uE014",
};

/** WebKit, by WebDriver and in a window on a display of its own. */
export const webkit: EngineKind = {
  name: "WebKit",
  program,
  packages: "webkit2gtk-driver xvfb",
  start: async () => {
    const port = await freePort();
    // The number of a display becomes a port, too, so that a free one is a free display.
    const display = `:${port}`;
    const screen = spawn("Xvfb", [display, "-screen", "0", "1280x1000x24", "-nolisten", "tcp"]);
    const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
      env: { ...process.env, DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: "1" },
    });
    const end = () => {
      driver.kill();
      screen.kill();
    };
    try {
      return await openSession(`http://127.0.0.1:${port}`, driver, end);
    } catch (error) {
      end();
      throw error;
    }
  },
};

async function openSession(url: string, driver: ChildProcess, end: () => void): Promise<Engine> {
  await untilReady(url, driver);
  const options = { binary: program, args: ["--automation"] };
  const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
  const { sessionId } = (await command(`${url}/session`, { capabilities })) as {
    sessionId: string;
  };
  const session = `${url}/session/${sessionId}`;
  return {
    open: async (address) => {
      await command(`${session}/url`, { url: address });
    },
    evaluate: async (expression) => {
      const script = `const [done] = arguments;
        (async () => (${expression}))().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const answer = await command(`${session}/execute/async`, { script, args: [] });
      const { value, error } = answer as { value?: unknown; error?: string };
      if (error !== undefined) {
        throw new Error(error);
      }
      return value;
    },
    press: async (key) => {
      const value = keys[key] ?? key;
      const actions = ["keyDown", "keyUp"].map((type) => ({ type, value }));
      await command(`${session}/actions`, { actions: [{ type: "key", id: "keyboard", actions }] });
    },
    close: async () => {
      await fetch(session, { method: "DELETE" });
      end();
    },
  };
}

/** A driver listens a moment after it has started. */
async function untilReady(url: string, driver: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const isReady = await fetch(`${url}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) {
      return;
    }
    if (driver.exitCode !== null) {
      break;
    }
    await wait(100);
  }
  throw new Error("WebKitWebDriver does not start");
}

/** @throws Error with what the driver says */
async function command(url: string, body: object): Promise<unknown> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) {
    throw new Error(`${url}: ${JSON.stringify(value)}`);
  }
  return value;
}
