// Loaded when the page of a template is scrolled to its playground, or one of its examples is to
// run.
import type { JSX } from "preact";

import type { Setting } from "../../template/template.ts";
import type { ShownTemplate } from "../model/read-template.ts";
import { useValues } from "../model/settings-store.ts";
import { draftOf, showExample } from "./draft/draft.ts";
import { useDraft, useKeptDraft, type HeldDraft } from "./draft/drafts.ts";
import type { Shared } from "./draft/share.ts";
import { TemplateSettings } from "./inputs/template-settings.tsx";
import { LinkNotice } from "./link-notice.tsx";
import { Playground, type PlaygroundProps } from "./playground.tsx";
import type { PlaygroundSite } from "./site.ts";

interface Props {
  readonly site: PlaygroundSite;
  readonly template: ShownTemplate;
  readonly request: PlaygroundProps["request"];
}

/** The playground of a template, with the settings of the form on its page. */
export function TemplatePlayground({ site, template, request }: Props): JSX.Element {
  const { id, configuration, examples } = template;
  const entered = useValues(site.settings, id);
  const held = useDraft(site.drafts, id, { begin: () => draftOf(template, new Date()) });
  const { draft, setDraft, link } = held;
  const linked = linkedSettings(link, configuration);
  // What the reader enters counts before what a link says.
  const mine: Record<string, string> = { ...Object.fromEntries(linked), ...entered };
  const example = examples.find(({ title }) => title === draft.example) ?? examples[0];
  const isExample = draft.settings === "example" && example !== undefined;
  const values = isExample ? example.configuration : mine;
  const known = textsOf(template);
  useKeptDraft(id, held, { values: mine, configuration, known });
  return (
    <Playground
      held={held}
      values={values}
      shared={mine}
      configuration={configuration}
      known={known}
      examples={examples}
      request={request}
      hasDock={false}
      isOneForm={template.noRule !== "" && draft.rule.trim() === ""}
      takeTrial={(trial) => {
        // The settings here are the reader's own, and stay.
        site.bringPair({ kind: "pair", action: draft.action, rule: draft.rule, trial });
        return "elsewhere";
      }}
      settingsTab={
        <TemplateSettings
          configuration={configuration}
          values={values}
          source={isExample ? "example" : "mine"}
          hasExample={example !== undefined}
          onSource={(settings) => {
            setDraft({ ...draft, settings, example: example?.title ?? "" });
          }}
        />
      }
      notice={
        <>
          {template.noRule !== "" && draft.rule.trim() === "" && (
            <p class="notice">No Rule: {template.noRule}</p>
          )}
          <LinkNotice
            router={site.router}
            link={link}
            settings={linked}
            missing={isExample ? [] : missingSecrets(link, configuration, mine)}
          />
        </>
      }
    />
  );
}

/** All texts of a template, which are no secret of the reader's, wherever they stand. */
function textsOf({ code, action, examples }: ShownTemplate): string[] {
  const texts = examples.flatMap((example) => {
    const { login = "", answers = "" } = showExample(example);
    return [login, answers];
  });
  return [code, action?.code ?? "", ...texts];
}

/** The settings that a link brings for a template. */
function linkedSettings(link: HeldDraft["link"], configuration: readonly Setting[]) {
  const brought: Shared["settings"] = link?.kind === "read" ? link.settings : {};
  const keys = new Set(configuration.map(({ key }) => key));
  return Object.entries(brought).filter(([key]) => keys.has(key));
}

/** The secrets that had a value where a link was made, and have none here. */
function missingSecrets(
  link: HeldDraft["link"],
  configuration: readonly Setting[],
  values: Readonly<Record<string, string>>,
): string[] {
  const secrets = link?.kind === "read" ? link.secrets : [];
  const unset = configuration.filter(({ key }) => !values[key] && secrets.includes(key));
  return unset.map(({ key }) => key);
}
