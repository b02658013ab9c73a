import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Site } from "../app/site.ts";
import type { ShownTemplate } from "../gallery/read-gallery.ts";
import { useLoaded } from "./use-loaded.ts";

interface Props {
  readonly site: Site;
  readonly template: ShownTemplate;
}

/** Pixels before the section comes into view at which it is loaded. */
const AHEAD = 600;

const load = async () => (await import("./template-playground.tsx")).TemplatePlayground;

const headingId = "try-it";

/** Leads down to the section that runs a template. */
export function TryItButton(): JSX.Element {
  return (
    <button
      type="button"
      class="primary go-try"
      onClick={() => {
        const heading = document.getElementById(headingId);
        heading?.focus({ preventScroll: true });
        heading?.scrollIntoView();
      }}
    >
      Try it here
    </button>
  );
}

/** The section that runs a template. What it needs is loaded when the reader comes near, or by a link to it. */
export function TryIt({ site, template }: Props): JSX.Element {
  const section = useRef<HTMLElement>(null);
  const [isNear, setNear] = useState(location.hash !== "");
  useEffect(() => {
    if (!section.current) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: `${AHEAD}px` },
    );
    watch.observe(section.current);
    return () => {
      watch.disconnect();
    };
  }, []);
  const Loaded = useLoaded(load, isNear);
  return (
    <section ref={section} class="try-it" aria-labelledby={headingId}>
      {/* As long as there is nothing else to stop at here, one would tab past it. */}
      <h2 id={headingId} tabIndex={Loaded === undefined ? 0 : -1}>
        Try it
      </h2>
      <p class="hint">
        Plays a login in this browser, as Auth0 documents it. Nothing leaves this page: requests get
        the answers that you give them.
      </p>
      {Loaded === "failed" && <p class="notice warn">The playground cannot be loaded.</p>}
      {Loaded === undefined && <div class="loading-bench" />}
      {typeof Loaded === "function" && <Loaded site={site} template={template} />}
    </section>
  );
}
