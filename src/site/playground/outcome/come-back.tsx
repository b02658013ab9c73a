import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { makeReturn, type AnswerDraft } from "../run/answer-draft.ts";
import type { ComeBackControl } from "../run/use-runs.ts";

interface Props {
  readonly control: ComeBackControl;
  /** The settings that an answer may be signed with. */
  readonly settings: Readonly<Record<string, string>>;
  readonly isBusy: boolean;
}

/**
 * The return of a user who was sent away: what comes back with them, and a token that the page
 * there would sign.
 */
export function ComeBack({ control, settings, isBusy }: Props): JSX.Element {
  const { answer, isWaiting, isOfExample, state, write, comeBack } = control;
  const [problem, setProblem] = useState("");
  const isForm = answer.fields !== undefined;
  const submit = (event: Event) => {
    event.preventDefault();
    if (isBusy) {
      return;
    }
    const made = makeReturn(answer, settings);
    setProblem(typeof made === "string" ? made : "");
    if (typeof made !== "string") {
      comeBack();
    }
  };
  return (
    <form
      class="come-back"
      aria-labelledby="come-back"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) {
          return;
        }
        event.preventDefault();
        event.currentTarget.requestSubmit();
      }}
    >
      <h4 id="come-back">Come back with</h4>
      {isForm ? (
        <FormFields answer={answer} onAnswer={write} />
      ) : (
        <Parameters answer={answer} onAnswer={write} />
      )}
      <p class="hint">
        {isOfExample && "From the example. "}
        {!isForm && (
          <>
            Auth0 expects <code>state={state}</code>, which is added.
          </>
        )}
        {!isWaiting && " The login runs again from its beginning."}
      </p>
      {!isForm && (
        <>
          <TokenChoice answer={answer} settings={settings} onAnswer={write} />
          <MethodChoice answer={answer} onAnswer={write} />
        </>
      )}
      {problem !== "" && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {/* Not disabled: the focus stays on it while the login goes on. */}
      <button type="submit" aria-disabled={isBusy}>
        {isWaiting ? "Come back" : "Come back again"}
      </button>
    </form>
  );
}

interface PartProps {
  readonly answer: AnswerDraft;
  readonly onAnswer: (answer: AnswerDraft) => void;
}

function Parameters({ answer, onAnswer }: PartProps) {
  return (
    <textarea
      aria-label="Parameters"
      rows={Math.max(1, answer.parameters.split("\n").length)}
      spellcheck={false}
      placeholder="name=value, a line each"
      value={answer.parameters}
      onInput={({ currentTarget }) => {
        onAnswer({ ...answer, parameters: currentTarget.value });
      }}
    />
  );
}

/** What the user enters into the form that they are shown. */
function FormFields({ answer, onAnswer }: PartProps) {
  const { fields = "" } = answer;
  return (
    <div class="field">
      <label for="form-fields">Fields of the form</label>
      <textarea
        id="form-fields"
        rows={Math.min(14, fields.split("\n").length)}
        spellcheck={false}
        placeholder="A JSON object"
        value={fields}
        onInput={({ currentTarget }) => {
          onAnswer({ ...answer, fields: currentTarget.value });
        }}
      />
    </div>
  );
}

function MethodChoice({ answer, onAnswer }: PartProps) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={answer.isPost}
        onChange={() => {
          onAnswer({ ...answer, isPost: !answer.isPost });
        }}
      />
      <span>By POST</span>
    </label>
  );
}

interface TokenProps extends PartProps {
  readonly settings: Readonly<Record<string, string>>;
}

/** Whether a signed token comes back, and what is in it. */
function TokenChoice({ answer, settings, onAnswer }: TokenProps) {
  const { signs } = answer;
  return (
    <>
      <label class="choice">
        <input
          type="checkbox"
          checked={signs}
          onChange={() => {
            onAnswer({ ...answer, signs: !signs });
          }}
        />
        <span>Sign a token</span>
      </label>
      {signs && <TokenFields answer={answer} settings={settings} onAnswer={onAnswer} />}
    </>
  );
}

function TokenFields({ answer, settings, onAnswer }: TokenProps) {
  return (
    <div class="token-fields">
      <div class="field">
        <label for="token-key">Signed with (HS256)</label>
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
      <div class="field wide">
        <label for="token-payload">Payload</label>
        <textarea
          id="token-payload"
          rows={Math.min(14, answer.payload.split("\n").length)}
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
