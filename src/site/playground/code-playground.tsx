// Loaded when the page for any code is shown.
import type { JSX } from "preact";

import type { Site } from "../app/site.ts";
import { emptyDraft } from "./draft.ts";
import { useDraft } from "./drafts.ts";
import { LinkNotice } from "./link-notice.tsx";
import { Playground } from "./playground.tsx";
import { describeRows, SettingRows, valuesOf } from "./setting-rows.tsx";

/** The playground for any code. */
export function CodePlayground({ site }: { readonly site: Site }): JSX.Element {
  const { draft, rows, shared, setDraft, setRows } = useDraft(site.drafts, "", () =>
    emptyDraft(new Date()),
  );
  return (
    <Playground
      draft={draft}
      onDraft={setDraft}
      values={valuesOf(rows)}
      configuration={describeRows(rows)}
      known={[]}
      first="action"
      settingsTab={<SettingRows rows={rows} onRows={setRows} />}
      notice={shared ? <LinkNotice settings={[]} /> : null}
    />
  );
}
