import { useEffect, useMemo, useState } from "preact/hooks";

import type { ReadGallery } from "../../model/read-gallery.ts";
import { createSearch, type Search } from "./search.ts";

/** Milliseconds that reading may hold up the page at a time. */
const turn = 8;

/**
 * A search of a gallery, which is read bit by bit once its first cards are painted. Whoever uses it
 * is drawn again when all has been read.
 */
export function useSearch({ templates }: ReadGallery): Search {
  const search = useMemo(() => createSearch(templates), [templates]);
  const [, setComplete] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const readOn = () => {
      search.readFor(turn);
      if (search.complete) {
        setComplete(true);
      } else {
        timer = setTimeout(readOn);
      }
    };
    timer = setTimeout(readOn);
    return () => {
      clearTimeout(timer);
    };
  }, [search]);
  return search;
}
