// Loaded when the page for any code is shown.
import type { JSX } from "preact";

import type { Site } from "../app/site.ts";
import { emptyDraft } from "./draft.ts";
import { useDraft, useKeptDraft } from "./drafts.ts";
import { LinkNotice } from "./link-notice.tsx";
import { Playground } from "./playground.tsx";
import { describeRows, SettingRows, valuesOf } from "./setting-rows.tsx";

/** The page, by which its draft is kept: no template has that id. */
const PAGE = "";

/** The playground for any code. */
export function CodePlayground({ site }: { readonly site: Site }): JSX.Element {
  const held = useDraft(site.drafts, PAGE, () => emptyDraft(new Date()));
  const { rows, setRows } = held;
  const sources = { values: valuesOf(rows), configuration: describeRows(rows), known: [] };
  useKeptDraft(PAGE, held, sources);
  const { configuration, values } = sources;
  const unset = configuration.filter(({ key, secret }) => secret && !values[key]);
  return (
    <Playground
      {...sources}
      held={held}
      settingsTab={<SettingRows rows={rows} onRows={setRows} />}
      notice={
        <LinkNotice
          router={site.router}
          link={held.link}
          settings={[]}
          missing={unset.map(({ key }) => key)}
        />
      }
    />
  );
}
