import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import { useArrival } from "../router/use-arrival.ts";
import { LoadFailure, Loading } from "../ui/loading.tsx";
import { useLoaded } from "../ui/hooks/use-loaded.ts";
import type { MigrateSite } from "./site.ts";

const load = async () => (await import("./migrator.tsx")).Migrator;

/** The page that turns a Rule into an Action. */
export function MigratePage({ site }: { readonly site: MigrateSite }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(site.router, "Migrate", heading);
  const Loaded = useLoaded(load, true);
  // The name of the Rule takes its place.
  const [hasResult, setResult] = useState(false);
  return (
    <div class="migrate-page">
      <h1 ref={heading} class={hasResult ? "unseen" : ""} tabIndex={-1}>
        Turn a Rule into an Action
      </h1>
      {Loaded === "failed" && <LoadFailure what="The page" />}
      {Loaded === undefined && <Loading what="the page" />}
      {typeof Loaded === "function" && <Loaded site={site} onResult={setResult} />}
    </div>
  );
}
