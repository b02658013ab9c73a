import { render } from "preact";

import { App } from "./app.tsx";
import { loadGallery } from "./load.ts";
import { startRouter } from "./router.ts";

const root = document.getElementById("app");
if (!root) throw new Error("the page has no place for the site");

const router = startRouter(window);
const rulesJson = contentOf("rules-json");
const show = (loaded?: Awaited<ReturnType<typeof loadGallery>>) => {
  render(<App router={router} loaded={loaded} source={contentOf("source")} />, root);
};

root.replaceChildren();
show();
show(await loadGallery(rulesJson));

/** What the page says in a meta element: the part of it that is not known when it is built. */
function contentOf(name: string): string {
  return document.querySelector(`meta[name="${name}"]`)?.getAttribute("content") ?? "";
}
