// Loaded when the page for any code is shown.
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";

import { noteSettings } from "../../run/reading/setting-notes.ts";
import { unpack } from "./draft/brought.ts";
import { emptyDraft } from "./draft/draft.ts";
import { useDraft, useKeptDraft } from "./draft/drafts.ts";
import { describeRows, valuesOf } from "./draft/setting-rows.ts";
import { describeTrial } from "./draft/trial-draft.ts";
import { SettingRows } from "./inputs/setting-rows.tsx";
import { LinkNotice } from "./link-notice.tsx";
import { Playground } from "./playground.tsx";
import { readDraft, withValue } from "./run/prepare.ts";
import type { PlaygroundSite } from "./site.ts";

/** The page, by which its draft is kept: no template has that id. */
const pageId = "";

/** The playground for any code. */
export function CodePlayground({ site }: { readonly site: PlaygroundSite }): JSX.Element {
  const [startsAtOnce] = useState(site.handover.hasLogin);
  const held = useDraft(site.drafts, pageId, {
    begin: () => emptyDraft(new Date()),
    bring: (fresh) => unpack(site.handover.take(), fresh),
  });
  const { rows, setRows, draft } = held;
  const sources = { values: valuesOf(rows), configuration: describeRows(rows), known: [] };
  useKeptDraft(pageId, held, sources);
  const { configuration, values } = sources;
  const scripts = useMemo(() => readDraft(draft), [draft.action, draft.rule, draft.forms]);
  const unset = configuration.filter(({ key, secret }) => secret && !values[key]);
  return (
    <Playground
      {...sources}
      shared={values}
      held={held}
      examples={[]}
      hasDock
      onMigrate={site.migrate}
      takeTrial={(trial) => {
        const { draft: changes, rows: made } = describeTrial(trial, draft);
        held.replace({ ...draft, ...changes }, made);
        return "here";
      }}
      startsAtOnce={startsAtOnce}
      settingsTab={
        <SettingRows
          rows={rows}
          onRows={setRows}
          notes={noteSettings(scripts, withValue(values))}
        />
      }
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
