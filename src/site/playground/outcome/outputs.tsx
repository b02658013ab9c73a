import type { ComponentChildren, JSX } from "preact";

import type { Trial } from "../../../explore/trial.ts";
import type { Form } from "../../../script/form/form.ts";
import { Tabs, type Tab } from "../../ui/tabs.tsx";
import type { Draft } from "../draft/draft.ts";
import type { Place } from "../draft/place.ts";
import { isStale, nameOfSearch } from "../search/tell-search.ts";
import type { SearchControl } from "../search/use-search.ts";
import { SearchResults } from "./search/search-results.tsx";

/** What is shown of a playground: what came of a run, or what a search found. */
export type OutputTab = "result" | "search";

interface Props {
  readonly shown: OutputTab;
  readonly onShow: (tab: OutputTab) => void;
  readonly search: SearchControl;
  readonly draft: Draft;
  readonly onTrial: (trial: Trial) => void;
  readonly onPlace: (form: Form, place: Place) => void;
  /** What came of a run. */
  readonly children: ComponentChildren;
}

/** What came of a run and, once there was a search, a tab for each of the two. */
export function Outputs(props: Props): JSX.Element {
  const { shown, onShow, search, draft, onTrial, onPlace, children } = props;
  const { state } = search;
  if (state.kind === "none") {
    return <>{children}</>;
  }
  const tabs: Tab<OutputTab>[] = [
    { id: "result", label: "Result" },
    { id: "search", label: nameOfSearch(state) },
  ];
  return (
    <Tabs name="outputs" label="Outcome" tabs={tabs} shown={shown} onShow={onShow}>
      {(id) =>
        id === "result" ? (
          children
        ) : (
          <SearchResults
            state={state}
            isStale={isStale(state, draft)}
            onStart={search.start}
            onStop={search.stop}
            onTrial={onTrial}
            onPlace={onPlace}
          />
        )
      }
    </Tabs>
  );
}
