import { existsSync } from "node:fs";
import process from "node:process";

// The shell, which shows no window, takes half the time.
const usual = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
];

/**
 * The program of the browser for tests and screenshots, or undefined on a machine without it:
 * `CHROMIUM_PATH` or, where that is empty, the first one found where Debian installs it.
 *
 * @returns {string | undefined}
 */
export function findChromium() {
  const { CHROMIUM_PATH: given = "" } = process.env;
  return (given === "" ? usual : [given]).find((path) => existsSync(path));
}

/** The browser's flags: it runs as root in containers, and asks nobody for anything. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
