import type { JSX } from "preact";
import { useRef } from "preact/hooks";

import type { Filter } from "../../model/filter.ts";
import type { Router } from "../../router/router.ts";
import { Icon } from "../../ui/icon.tsx";
import { phone, useMedia } from "../../ui/hooks/use-media.ts";

interface Props {
  readonly router: Router;
  readonly filter: Filter;
}

/** The words to look for. What is typed in one go is one step of the history. */
export function SearchBox({ router, filter }: Props): JSX.Element {
  const typed = useRef<string | undefined>(undefined);
  const isPhone = useMedia(phone);
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
      <Icon name="search" />
      <input
        id="search"
        type="search"
        value={filter.query}
        placeholder={isPhone ? "Search templates" : "Search templates, services, code"}
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
          if (event.key !== "Escape") {
            return;
          }
          event.preventDefault();
          if (filter.query === "") {
            event.currentTarget.blur();
          } else {
            type("");
          }
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}
