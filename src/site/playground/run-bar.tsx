import type { ComponentChildren, JSX } from "preact";

import type { Draft, Forms } from "./draft.ts";
import { outages, type Outage } from "./outage.ts";
import { readyLogins, renderLogin } from "./ready-logins.ts";
import { Segments } from "./segments.tsx";

/** The id of the button that runs it, to which the focus goes where another button has done its work. */
export const RUN_BUTTON = "run";

interface Props {
  readonly draft: Draft;
  readonly onChange: (changes: Partial<Draft>) => void;
  readonly isBusy: boolean;
  readonly onRun: () => void;
  /** What stands beside the button that runs it. */
  readonly children: ComponentChildren;
}

/** What the reader chooses with a click, and the button that runs it. */
export function RunBar({ draft, onChange, isBusy, onRun, children }: Props): JSX.Element {
  return (
    <div class="run-bar">
      <LoginPicker draft={draft} onPick={onChange} />
      <Segments<Forms>
        name="forms"
        legend="Run as"
        chosen={draft.forms}
        options={formOptions(draft)}
        onChoose={(forms) => {
          onChange({ forms });
        }}
      />
      <Segments<Outage | "none">
        name="outage"
        legend="Services"
        chosen={draft.outage ?? "none"}
        options={[{ id: "none", label: "Answer" }, ...outages]}
        onChoose={(chosen) => {
          onChange({ outage: chosen === "none" ? undefined : chosen });
        }}
      />
      <div class="run-buttons">
        {children}
        <button
          id={RUN_BUTTON}
          type="button"
          class="primary"
          aria-disabled={isBusy}
          onClick={onRun}
        >
          {isBusy ? "Running…" : "Run"} <kbd>{isMac() ? "⌘" : "Ctrl"} ↵</kbd>
        </button>
      </div>
    </div>
  );
}

interface PickerProps {
  readonly draft: Draft;
  readonly onPick: (picked: Pick<Draft, "ready" | "login" | "own">) => void;
}

/** Puts a ready login into the editor, and back into it what the reader has made of one. */
function LoginPicker({ draft, onPick }: PickerProps) {
  const { ready, login } = draft;
  const own = ready === "" ? login : draft.own;
  const pick = (id: string) => {
    const picked = readyLogins.find((one) => one.id === id);
    if (picked) onPick({ ready: picked.id, login: renderLogin(picked, new Date()), own });
    else onPick({ ready: "", login: own, own: "" });
  };
  return (
    <div class="picker">
      <label for="ready-login">Login</label>
      <select
        id="ready-login"
        value={ready}
        onChange={({ currentTarget }) => {
          pick(currentTarget.value);
        }}
      >
        {(ready === "" || own !== "") && <option value="">Your own</option>}
        {readyLogins.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

function formOptions({ action, rule }: Draft) {
  const hasAction = action.trim() !== "";
  const hasRule = rule.trim() !== "";
  return [
    { id: "action", label: "Action", isOff: !hasAction },
    { id: "rule", label: "Rule", isOff: !hasRule },
    { id: "both", label: "Both", isOff: !hasAction || !hasRule },
  ] as const;
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
