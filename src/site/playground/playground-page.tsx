import type { JSX } from "preact";
import { useRef } from "preact/hooks";

import { useArrival } from "../app/page.ts";
import type { Site } from "../app/site.ts";
import { useLoaded } from "./use-loaded.ts";

const load = async () => (await import("./code-playground.tsx")).CodePlayground;

/** The page on which any code can be run. */
export function PlaygroundPage({ site }: { readonly site: Site }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(site.router, "Playground", heading);
  const Loaded = useLoaded(load, true);
  return (
    <div class="playground-page">
      <header>
        <h1 ref={heading} tabIndex={-1}>
          Playground
        </h1>
        <p class="lead">
          Paste a Rule, an Action, or both, and see how a login ends. It runs in this browser, as
          Auth0 documents it, and nothing leaves this page.
        </p>
      </header>
      <h2 class="unseen">Code, login and outcome</h2>
      {Loaded === "failed" && <p class="notice warn">The playground cannot be loaded.</p>}
      {Loaded === undefined && <div class="loading-bench" />}
      {typeof Loaded === "function" && <Loaded site={site} />}
    </div>
  );
}
