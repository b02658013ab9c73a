import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Filter } from "../../model/filter.ts";
import type { Router } from "../../router/router.ts";
import type { Result } from "../search/results.ts";
import { Card } from "./card.tsx";

interface Props {
  readonly router: Router;
  readonly filter: Filter;
  readonly results: readonly Result[];
}

/** Cards that are drawn at a time: all of ours are, and another gallery may have thousands. */
const batch = 150;

/** Templates as cards; of very many, more are drawn as one scrolls. */
export function Cards({ router, filter, results }: Props): JSX.Element {
  const first = router.position?.shown ?? batch;
  const [last, setLast] = useState({ filter, shown: first });
  const shown = last.filter === filter ? last.shown : first;
  const end = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const next = useRef<number>(undefined);
  const showMore = () => {
    // The button may be gone then: the focus goes to what it has brought.
    if (document.activeElement === end.current) {
      next.current = shown;
    }
    setLast({ filter, shown: shown + batch });
  };
  useLayoutEffect(() => {
    if (next.current === undefined) {
      return;
    }
    list.current?.querySelectorAll("a")[next.current]?.focus();
    next.current = undefined;
  }, [shown]);
  useLayoutEffect(() => router.askShown(() => shown), [router, shown]);
  useLayoutEffect(() => {
    if (!end.current) {
      return undefined;
    }
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) {
          showMore();
        }
      },
      { rootMargin: "600px" },
    );
    observer.observe(end.current);
    return () => {
      observer.disconnect();
    };
  }, [shown, results]);
  return (
    <>
      <ul ref={list} class="cards">
        {results.slice(0, shown).map(({ template, hit }) => (
          <Card key={template.id} template={template} hit={hit} />
        ))}
      </ul>
      {results.length > shown && (
        <button ref={end} type="button" class="more" onClick={showMore}>
          Show more
        </button>
      )}
    </>
  );
}
