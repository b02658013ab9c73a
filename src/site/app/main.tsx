import { render } from "preact";

import { createSettingsStore } from "../gallery/settings-store.ts";
import type { Held } from "../playground/drafts.ts";
import { App } from "./app.tsx";
import { loadGallery, type Loaded } from "./load.ts";
import { startRouter } from "./router.ts";

const root = document.getElementById("app");
if (!root) throw new Error("the page has no place for the site");

const site = {
  router: startRouter(window),
  settings: createSettingsStore(window),
  drafts: new Map<string, Held>(),
  source: contentOf("source"),
  isTested: contentOf("gallery") === "own",
};
const show = (loaded?: Loaded) => {
  render(<App site={site} loaded={loaded} />, root);
};

root.replaceChildren();
show();
show(await loadGallery(contentOf("rules-json")));

/** What the page says in a meta element: the part of it that is not known when it is built. */
function contentOf(name: string): string {
  return document.querySelector(`meta[name="${name}"]`)?.getAttribute("content") ?? "";
}
