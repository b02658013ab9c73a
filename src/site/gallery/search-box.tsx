import type { JSX } from "preact";
import { useRef } from "preact/hooks";

import type { Site } from "../app/site.ts";
import type { Filter } from "./filter.ts";

interface Props {
  readonly site: Site;
  readonly filter: Filter;
}

/** The words to look for. What is typed in one go is one step of the history. */
export function SearchBox({ site: { router }, filter }: Props): JSX.Element {
  const typed = useRef<string | undefined>(undefined);
  const type = (query: string) => {
    const goesOn = typed.current !== undefined && typed.current === filter.query;
    typed.current = query;
    router.go({ page: "list", filter: { ...filter, query } }, goesOn ? "replace" : "push");
  };
  const settle = () => {
    typed.current = undefined;
  };
  return (
    <form
      class="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        settle();
      }}
    >
      <label class="unseen" for="search">
        Search the templates
      </label>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Zm4 9.5L17 17" />
      </svg>
      <input
        id="search"
        type="search"
        value={filter.query}
        placeholder="Search titles, services, settings and code"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint="search"
        maxLength={200}
        aria-keyshortcuts="/"
        onInput={(event) => {
          type(event.currentTarget.value);
        }}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (filter.query === "") event.currentTarget.blur();
          else type("");
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}
