import type { JSX } from "preact";
import { useRef } from "preact/hooks";

import { useArrival } from "../router/use-arrival.ts";
import { LoadFailure, Loading } from "../ui/loading.tsx";
import { useLoaded } from "../ui/hooks/use-loaded.ts";
import type { PlaygroundSite } from "./site.ts";

const load = async () => (await import("./code-playground.tsx")).CodePlayground;

/** The page on which any code can be run. */
export function PlaygroundPage({ site }: { readonly site: PlaygroundSite }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(site.router, "Playground", heading);
  const Loaded = useLoaded(load, true);
  return (
    <div class="playground-page">
      <h1 ref={heading} class="unseen" tabIndex={-1}>
        Playground
      </h1>
      <h2 class="unseen">Code, login and outcome</h2>
      {Loaded === "failed" && <LoadFailure what="The playground" />}
      {Loaded === undefined && <Loading what="the playground" />}
      {typeof Loaded === "function" && <Loaded site={site} />}
    </div>
  );
}
