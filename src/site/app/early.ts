// Runs before anything is painted. Opened from the disk, a page loads no module, so only this runs.
import { explainDisk } from "./from-disk.ts";
import { readTheme, showTheme } from "./theme.ts";

// A dark page does not begin with a white one.
showTheme(readTheme());
if (location.protocol === "file:") {
  document.addEventListener("DOMContentLoaded", explainDisk);
}
