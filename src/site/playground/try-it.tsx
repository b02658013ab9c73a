import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { ShownTemplate } from "../model/read-template.ts";
import { LoadFailure, Loading } from "../ui/loading.tsx";
import { useLoaded } from "../ui/hooks/use-loaded.ts";
import type { PlaygroundSite } from "./site.ts";

interface Props {
  readonly site: PlaygroundSite;
  readonly template: ShownTemplate;
  /** An example to be run at once; a new object runs it again. */
  readonly request: { readonly example: string } | undefined;
}

/** Pixels before the section comes into view at which it is loaded. */
const ahead = 600;

const load = async () => (await import("./template-playground.tsx")).TemplatePlayground;

const headingId = "try-it";

/**
 * The section that runs a template. What it needs is loaded when the reader comes near, or by a
 * link to it.
 */
export function TryIt({ site, template, request }: Props): JSX.Element {
  const section = useRef<HTMLElement>(null);
  const isNear = useNear(section);
  const Loaded = useLoaded(load, isNear || request !== undefined || location.hash !== "");
  return (
    <section ref={section} class="try-it" aria-labelledby={headingId}>
      {/* As long as there is nothing else to stop at here, one would tab past it. */}
      <h2 id={headingId} tabIndex={Loaded === undefined ? 0 : -1}>
        Try it
      </h2>
      {Loaded === "failed" && <LoadFailure what="The playground" />}
      {Loaded === undefined && <Loading what="the playground" />}
      {typeof Loaded === "function" && <Loaded site={site} template={template} request={request} />}
    </section>
  );
}

/** Whether an element is in view or soon will be, once and for all. */
function useNear(element: { readonly current: HTMLElement | null }): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (!element.current) {
      return undefined;
    }
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) {
          setNear(true);
        }
      },
      { rootMargin: `${ahead}px` },
    );
    watch.observe(element.current);
    return () => {
      watch.disconnect();
    };
  }, []);
  return isNear;
}
