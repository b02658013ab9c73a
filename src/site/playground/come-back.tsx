import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { makeReturn, type AnswerDraft } from "./answer-draft.ts";
import type { ComeBackControl } from "./use-runs.ts";

interface Props {
  readonly control: ComeBackControl;
  /** The settings that an answer may be signed with. */
  readonly settings: Readonly<Record<string, string>>;
  readonly isBusy: boolean;
}

/** The return of a user who was sent away: what comes back with them, and a token that the page there would sign. */
export function ComeBack({ control, settings, isBusy }: Props): JSX.Element {
  const { answer, state, isWaiting, write, comeBack } = control;
  const { parameters, signs, isPost } = answer;
  const [problem, setProblem] = useState("");
  const submit = (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    const made = makeReturn(answer, settings);
    setProblem(typeof made === "string" ? made : "");
    if (typeof made !== "string") comeBack();
  };
  return (
    <form
      class="come-back"
      aria-labelledby="come-back"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.currentTarget.requestSubmit();
      }}
    >
      <h3 id="come-back">{isWaiting ? "Come back" : "Come back again"}</h3>
      <p class="hint">
        {!isWaiting && "The login runs again from its beginning. "}
        The user returns to <code>/continue</code>, with <code>state={state}</code> and what you
        add.
      </p>
      <div class="field">
        <label for="parameters">Parameters</label>
        <textarea
          id="parameters"
          rows={2}
          spellcheck={false}
          placeholder="name=value, a line each"
          value={parameters}
          onInput={({ currentTarget }) => {
            write({ ...answer, parameters: currentTarget.value });
          }}
        />
      </div>
      <label class="choice">
        <input
          type="checkbox"
          checked={signs}
          onChange={() => {
            write({ ...answer, signs: !signs });
          }}
        />
        <span>With a signed token</span>
      </label>
      {signs && <TokenFields answer={answer} settings={settings} onAnswer={write} />}
      <label class="choice">
        <input
          type="checkbox"
          checked={isPost}
          onChange={() => {
            write({ ...answer, isPost: !isPost });
          }}
        />
        <span>By POST</span>
      </label>
      {problem !== "" && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {/* Not disabled: the focus stays on it while the login goes on, and is no longer lost to the page. */}
      <button type="submit" class="primary" aria-disabled={isBusy}>
        {isWaiting ? "Come back" : "Come back again"}
      </button>
    </form>
  );
}

interface TokenProps {
  readonly answer: AnswerDraft;
  readonly settings: Readonly<Record<string, string>>;
  readonly onAnswer: (answer: AnswerDraft) => void;
}

function TokenFields({ answer, settings, onAnswer }: TokenProps) {
  return (
    <div class="token-fields">
      <div class="field">
        <label for="token-name">Parameter</label>
        <input
          id="token-name"
          value={answer.name}
          spellcheck={false}
          onInput={({ currentTarget }) => {
            onAnswer({ ...answer, name: currentTarget.value });
          }}
        />
      </div>
      <div class="field">
        <label for="token-key">Signed with the setting (HS256)</label>
        <select
          id="token-key"
          value={answer.key}
          onChange={({ currentTarget }) => {
            onAnswer({ ...answer, key: currentTarget.value });
          }}
        >
          {Object.keys(settings).map((key) => (
            <option key={key} value={key}>
              {key}
            </option>
          ))}
        </select>
      </div>
      <div class="field wide">
        <label for="token-payload">Payload</label>
        <textarea
          id="token-payload"
          rows={8}
          spellcheck={false}
          value={answer.payload}
          onInput={({ currentTarget }) => {
            onAnswer({ ...answer, payload: currentTarget.value });
          }}
        />
      </div>
    </div>
  );
}
