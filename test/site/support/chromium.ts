import { existsSync } from "node:fs";

const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** The program of the browser that tests run in, or undefined on a machine without it. */
export function findChromium(): string | undefined {
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
