// Loaded when the page for any code is shown.
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { noteSettings } from "../../run/reading/setting-notes.ts";
import type { Site } from "../app/site.ts";
import { emptyDraft } from "./draft.ts";
import { useDraft, useKeptDraft } from "./drafts.ts";
import { LinkNotice } from "./link-notice.tsx";
import { Playground } from "./playground.tsx";
import { readDraft, withValue } from "./prepare.ts";
import { describeRows, SettingRows, valuesOf } from "./setting-rows.tsx";

/** The page, by which its draft is kept: no template has that id. */
const PAGE = "";

/** The playground for any code. */
export function CodePlayground({ site }: { readonly site: Site }): JSX.Element {
  const held = useDraft(site.drafts, PAGE, () => emptyDraft(new Date()));
  const { rows, setRows, draft } = held;
  const sources = { values: valuesOf(rows), configuration: describeRows(rows), known: [] };
  useKeptDraft(PAGE, held, sources);
  const { configuration, values } = sources;
  const scripts = useMemo(() => readDraft(draft), [draft.action, draft.rule, draft.forms]);
  const unset = configuration.filter(({ key, secret }) => secret && !values[key]);
  return (
    <Playground
      {...sources}
      held={held}
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
