// Loaded when the page of a template is scrolled to its playground.
import type { JSX } from "preact";

import type { Site } from "../app/site.ts";
import { useForAWhile } from "../app/use-for-a-while.ts";
import type { ShownTemplate } from "../gallery/read-gallery.ts";
import { useValues } from "../gallery/settings-store.ts";
import type { Setting } from "../../template/compile.ts";
import { draftOf } from "./draft.ts";
import { useDraft, useKeptDraft } from "./drafts.ts";
import { exampleOf } from "./example-setting.ts";
import { Keys } from "./keys.tsx";
import { LinkNotice } from "./link-notice.tsx";
import { Playground } from "./playground.tsx";
import { RUN_BUTTON } from "./run-bar.tsx";
import type { Shared } from "./share.ts";

interface Props {
  readonly site: Site;
  readonly template: ShownTemplate;
}

/** The playground of a template, with the settings of the form on its page. */
export function TemplatePlayground({ site, template }: Props): JSX.Element {
  const { id, action, code, configuration } = template;
  const entered = useValues(site.settings, id);
  const held = useDraft(site.drafts, id, () => draftOf(template, new Date()));
  const { link } = held;
  const [said, say] = useForAWhile("");
  const brought: Pick<Shared, "settings" | "secrets"> =
    link?.kind === "read" ? link : { settings: {}, secrets: [] };
  const keys = new Set(configuration.map(({ key }) => key));
  const linked = Object.entries(brought.settings).filter(([key]) => keys.has(key));
  // What the reader enters counts before what a link says.
  const values: Record<string, string> = { ...Object.fromEntries(linked), ...entered };
  const sources = { values, configuration, known: [code, action?.code ?? ""] };
  useKeptDraft(id, held, sources);
  const unset = configuration.filter(({ key }) => !values[key]);
  const missing = unset.filter(({ required }) => required);
  const left = unset.filter(({ key, required }) => !required && brought.secrets.includes(key));
  return (
    <Playground
      {...sources}
      held={held}
      notice={
        <>
          <LinkNotice
            router={site.router}
            link={link}
            settings={linked}
            missing={left.map(({ key }) => key)}
          />
          <MissingSettings
            missing={missing}
            onExamples={() => {
              for (const setting of missing) site.settings.set(id, setting.key, exampleOf(setting));
              say("The settings have examples now");
              // The button goes with the notice.
              document.getElementById(RUN_BUTTON)?.focus();
            }}
          />
          <p class="unseen" role="status">
            {said}
          </p>
        </>
      }
    />
  );
}

interface MissingProps {
  readonly missing: readonly Setting[];
  readonly onExamples: () => void;
}

/** Names the settings that a template needs and that have no value. */
function MissingSettings({ missing, onExamples }: MissingProps) {
  if (missing.length === 0) return null;
  return (
    <p class="notice settings-notice">
      <span>
        Not set yet: <Keys keys={missing.map(({ key }) => key)} />. Nothing is sent, so made-up
        values do, if they have the form that the settings describe.
      </span>
      <button type="button" class="plain" onClick={onExamples}>
        Use examples
      </button>
    </p>
  );
}
