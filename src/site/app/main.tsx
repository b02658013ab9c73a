import { render } from "preact";

import retired from "../../../rules/retired.json" with { type: "json" };
import type { ShownTemplate } from "../model/read-template.ts";
import { createSettingsStore } from "../model/settings-store.ts";
import type { Held } from "../playground/draft/drafts.ts";
import { Handover, type Brought } from "../playground/draft/handover.ts";
import { Bench } from "../migrate/bench.ts";
import { formOf } from "../playground/draft/code.ts";
import { startRouter } from "../router/router.ts";
import { App } from "./app.tsx";
import { loadGallery, type Loaded } from "./load.ts";
import type { Site } from "./site.ts";

const root = document.getElementById("app");
if (!root) {
  throw new Error("the page has no place for the site");
}

const router = startRouter(window);
const isTested = contentOf("gallery") === "own";
const handover = new Handover();

const bench = new Bench();

/** Opens the page for migrating with a rule. */
function migrate(rule: string, isDue: boolean): void {
  bench.bring(rule, isDue);
  router.go({ page: "migrate" });
}

/** Opens the playground with what another page brings. */
function bring(brought: Brought): void {
  handover.bring(brought);
  router.go({ page: "playground" });
}

const site: Site = {
  router,
  handover,
  settings: createSettingsStore(window),
  drafts: new Map<string, Held>(),
  title: router.siteTitle,
  version: contentOf("version"),
  source: contentOf("source"),
  galleryUrl: contentOf("rules-json"),
  isTested,
  // Another gallery has a past of its own.
  retired: isTested ? retired : [],
  bench,
  bringCode: (code: string) => {
    // What a reader has is a Rule, unless one sees that it is something else.
    if (formOf(code) === "action") {
      bring({ kind: "code", code });
    } else {
      migrate(code, false);
    }
  },
  migrate: (rule: string) => {
    migrate(rule, true);
  },
  bringPair: bring,
  bringTemplate: ({ action, code, configuration, examples: [example] }: ShownTemplate) => {
    const texts = { action: action?.code ?? "", rule: code };
    bring({ kind: "template", ...texts, configuration, example });
  },
};
const show = (loaded?: Loaded) => {
  render(<App site={site} loaded={loaded} />, root);
};

root.replaceChildren();
show();
show(await loadGallery(site.galleryUrl));

/** What the page says in a meta element: the part of it that is not known when it is built. */
function contentOf(name: string): string {
  return document.querySelector(`meta[name="${name}"]`)?.getAttribute("content") ?? "";
}
