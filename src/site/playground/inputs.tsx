import type { JSX } from "preact";

import type { Form } from "../../script/form/form.ts";
import type { Place } from "./code-mirror.ts";
import { formOf, moveCode, otherForm, writeCode, type Draft } from "./draft.ts";
import { Editor } from "./editor.tsx";
import { Tabs, type Tab } from "./tabs.tsx";
import type { RunState } from "./use-runs.ts";
import { formNames } from "./words.ts";

export type InputTab = "login" | Form | "answers" | "settings";

/** What is to be shown in an editor; a new object shows it again. */
export interface Reveal {
  readonly tab: InputTab;
  readonly place: Place;
}

interface Props {
  readonly draft: Draft;
  readonly onChange: (changes: Partial<Draft>) => void;
  readonly onRun: () => void;
  readonly state: RunState;
  readonly tab: InputTab;
  readonly onTab: (tab: InputTab) => void;
  readonly reveal: Reveal | undefined;
  /** The settings, where the page has no form for them. */
  readonly settingsTab: JSX.Element | undefined;
}

/** What is run, as the reader edits it: a tab for each text. */
export function Inputs(props: Props): JSX.Element {
  const { draft, onChange, onRun, state, tab, onTab, reveal, settingsTab } = props;
  return (
    <div class="inputs">
      {(tab === "action" || tab === "rule") && (
        <Misplaced
          code={draft[tab]}
          form={tab}
          onMove={(other) => {
            onChange(moveCode(draft, tab));
            onTab(other);
          }}
        />
      )}
      <Tabs
        name={TABS}
        label="What is run"
        tabs={tabsOf(settingsTab !== undefined, state)}
        shown={tab}
        onShow={onTab}
      >
        {(id) =>
          id === "settings" ? (
            settingsTab
          ) : (
            <Editor
              {...EDITORS[id]}
              text={draft[id]}
              onText={(text) => {
                // The editor also tells of what it was given.
                if (text === draft[id]) return;
                onChange(changesBy(draft, id, text));
              }}
              onRun={onRun}
              problem={problemOf(id, state)}
              reveal={reveal?.tab === id ? reveal.place : undefined}
            />
          )
        }
      </Tabs>
      <p class="code-hint">{HINTS[tab]}</p>
    </div>
  );
}

function changesBy(draft: Draft, id: "login" | "answers" | Form, text: string): Partial<Draft> {
  if (id === "action" || id === "rule") return writeCode(draft, id, text);
  return id === "login" ? { login: text, ready: "" } : { answers: text };
}

interface MisplacedProps {
  readonly code: string;
  readonly form: Form;
  readonly onMove: (other: Form) => void;
}

/** Says that code stands in the tab of the other form, and moves it there. */
function Misplaced({ code, form, onMove }: MisplacedProps) {
  const other = otherForm(form);
  const isMisplaced = formOf(code) === other;
  return (
    <div role="status">
      {isMisplaced && (
        <p class="notice misplaced">
          This looks like {other === "action" ? "an Action" : "a Rule"}.{" "}
          <button
            type="button"
            class="plain"
            onClick={() => {
              onMove(other);
              document.getElementById(`${TABS}-tab-${other}`)?.focus();
            }}
          >
            Move it to the tab {formNames[other]}
          </button>
        </p>
      )}
    </div>
  );
}

const TABS = "input";

const EDITORS = {
  login: { label: "Login, as JSON", language: "json" },
  action: { label: "Code of the action", language: "javascript" },
  rule: { label: "Code of the rule", language: "javascript" },
  answers: { label: "Answers to requests, as JSON", language: "json" },
} as const;

const HINTS: Readonly<Record<InputTab, string>> = {
  login:
    "The user and the login, as an action's event describes them. A rule gets the same as user and context. Whatever you leave out comes from a sample.",
  action: "A post-login Action. It runs in a sandbox of this page.",
  rule: "A Rule: one function of user, context and callback. It runs in a sandbox of this page.",
  answers:
    'A list of { "method", "url", "status", "headers", "body" }; * in a URL matches any text, as in https://crm.*. A request without an answer gets 200 and {}.',
  settings: "configuration.KEY of a rule, event.secrets.KEY of an action.",
};

function tabsOf(hasSettings: boolean, state: RunState): Tab<InputTab>[] {
  const all: Tab<InputTab>[] = [
    { id: "login", label: "Login" },
    { id: "action", label: "Action" },
    { id: "rule", label: "Rule" },
    { id: "answers", label: "Answers" },
    ...(hasSettings ? [{ id: "settings", label: "Settings" } as const] : []),
  ];
  return all.map((tab) => ({ ...tab, isWrong: problemOf(tab.id, state) !== undefined }));
}

/** Where the text of a tab is wrong, as far as the last run has shown. */
function problemOf(id: InputTab, state: RunState): Place | undefined {
  if (state.kind === "wrong") return state.at.text === id ? state.at.problem : undefined;
  if (state.kind !== "played") return undefined;
  const run = state.runs.find(({ form }) => form === id);
  return run?.kind === "unloadable" ? run.problem : undefined;
}
