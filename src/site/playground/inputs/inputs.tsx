import type { ComponentChildren, JSX } from "preact";

import type { Form } from "../../../script/form/form.ts";
import { formNames } from "../../model/form-names.ts";
import { Tabs, type Tab } from "../../ui/tabs.tsx";
import { formOf, otherForm, samples } from "../draft/code.ts";
import { moveCode, writeCode, type Draft, type TextName } from "../draft/draft.ts";
import type { Place } from "../draft/place.ts";
import type { RunState } from "../run/use-runs.ts";
import type { LineMark } from "../search/tell-search.ts";
import { Editor } from "./editor.tsx";

export type InputTab = TextName | "settings";

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
  /** How lines of code are marked after a search. */
  readonly marks: Readonly<Partial<Record<Form, ReadonlyMap<number, LineMark>>>>;
  readonly tab: InputTab;
  readonly onTab: (tab: InputTab) => void;
  readonly reveal: Reveal | undefined;
  readonly settingsTab: JSX.Element;
  /** Makes an action of the rule, on a page of its own. */
  readonly onMigrate: ((rule: string) => void) | undefined;
  /** What stands beside the tabs. */
  readonly buttons: ComponentChildren;
}

/** What is run, as the reader edits it: a tab for each text. */
export function Inputs(props: Props): JSX.Element {
  const { state, tab, onTab, settingsTab, buttons } = props;
  return (
    <div class="panel inputs">
      <Tabs
        name={tabsName}
        label="What is run"
        tabs={tabsOf(state)}
        shown={tab}
        onShow={onTab}
        buttons={buttons}
      >
        {(id) =>
          id === "settings" ? (
            settingsTab
          ) : (
            <>
              {(id === "action" || id === "rule") && <CodeNotice {...props} form={id} />}
              <TextEditor {...props} id={id} />
            </>
          )
        }
      </Tabs>
      {tab !== "settings" && hints[tab] !== undefined && <p class="code-hint">{hints[tab]}</p>}
      {tab === "rule" && <MigrateHint {...props} />}
    </div>
  );
}

function MigrateHint({ draft: { rule }, onMigrate }: Props) {
  if (!onMigrate || formOf(rule) !== "rule") {
    return null;
  }
  return (
    <p class="code-hint">
      <button
        type="button"
        class="plain"
        onClick={() => {
          onMigrate(rule);
        }}
      >
        Make it an Action
      </button>{" "}
      that does the same, and see the proof.
    </p>
  );
}

interface EditorProps extends Props {
  readonly id: TextName;
}

function TextEditor({ id, draft, onChange, onRun, state, marks, reveal }: EditorProps) {
  return (
    <Editor
      {...editors[id]}
      text={draft[id]}
      onText={(text) => {
        // The editor also tells of what it was given.
        if (text !== draft[id]) {
          onChange(changesBy(draft, id, text));
        }
      }}
      onRun={onRun}
      problem={problemOf(id, state)}
      {...((id === "action" || id === "rule") && { marks: marks[id] })}
      reveal={reveal?.tab === id ? reveal.place : undefined}
    />
  );
}

function changesBy(draft: Draft, id: TextName, text: string): Partial<Draft> {
  if (id === "action" || id === "rule") {
    return writeCode(draft, id, text);
  }
  return id === "login" ? { login: text, ready: "" } : { answers: text };
}

interface NoticeProps extends Pick<Props, "draft" | "onChange" | "onTab"> {
  readonly form: Form;
}

/** Says that there is no code yet, or that it belongs into the other tab, and helps. */
function CodeNotice({ form, draft, onChange, onTab }: NoticeProps) {
  const code = draft[form];
  const other = otherForm(form);
  return (
    <div role="status">
      {code.trim() === "" && (
        <p class="notice code-notice">
          There is no {formNames[form]} yet. Paste one.{" "}
          <button
            type="button"
            class="plain"
            onClick={() => {
              onChange(writeCode(draft, form, samples[form]));
            }}
          >
            Start with a sample
          </button>
        </p>
      )}
      {formOf(code) === other && (
        <p class="notice code-notice">
          This looks like {other === "action" ? "an Action" : "a Rule"}.{" "}
          <button
            type="button"
            class="plain"
            onClick={() => {
              onChange(moveCode(draft, form));
              onTab(other);
              document.getElementById(`${tabsName}-tab-${other}`)?.focus();
            }}
          >
            Move it to the {formNames[other]} tab
          </button>
        </p>
      )}
    </div>
  );
}

const tabsName = "input";

const editors = {
  action: { label: "Code of the Action", language: "javascript" },
  rule: { label: "Code of the Rule", language: "javascript" },
  login: { label: "Login, as JSON", language: "json" },
  answers: { label: "Answers to requests, as JSON", language: "json" },
} as const;

const hints: Readonly<Partial<Record<InputTab, string>>> = {
  login:
    "The user, and the login as in an Action’s event; a Rule gets the same as user and context. What you leave out comes from a sample.",
  answers:
    'A list of { "method", "url", "status", "headers", "body" }. * in a URL matches any text, as in https://crm.*. A request without an answer gets 200 and {}.',
};

function tabsOf(state: RunState): Tab<InputTab>[] {
  const all: Tab<InputTab>[] = [
    { id: "action", label: "Action" },
    { id: "rule", label: "Rule" },
    { id: "login", label: "Login" },
    { id: "answers", label: "Answers" },
    { id: "settings", label: "Settings" },
  ];
  return all.map((tab) => ({ ...tab, isWrong: problemOf(tab.id, state) !== undefined }));
}

/** Where the text of a tab is wrong, as far as the last run has shown. */
function problemOf(id: InputTab, state: RunState): Place | undefined {
  if (state.kind === "wrong") {
    return state.at.text === id ? state.at.problem : undefined;
  }
  if (state.kind !== "played") {
    return undefined;
  }
  const run = state.runs.find(({ form }) => form === id);
  return run?.kind === "unloadable" ? run.problem : undefined;
}
