import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { isRecord } from "../../emulator/copy.ts";
import type { Return } from "../../emulator/transaction.ts";
import { answerToken, signAnswer, type AnswerToken, type Away } from "./redirect-token.ts";

interface Props {
  readonly away: Away;
  /** The settings that an answer may be signed with. */
  readonly settings: Readonly<Record<string, string>>;
  readonly isBusy: boolean;
  readonly onReturn: (back: Return) => void;
}

/** The return of a user who was sent away: what comes back with them, and a token that the page there would sign. */
export function ComeBack({ away, settings, isBusy, onReturn }: Props): JSX.Element {
  const [token] = useState(() => answerToken(away, settings, new Date()));
  const [parameters, setParameters] = useState("");
  const [isPost, setPost] = useState(false);
  const [signs, setSigns] = useState(token !== undefined);
  const [signed, setSigned] = useState(() => draftOf(token, settings));
  const [problem, setProblem] = useState("");
  const submit = (event: Event) => {
    event.preventDefault();
    const made = signs ? sign(signed, settings) : {};
    if (typeof made === "string") {
      setProblem(made);
      return;
    }
    setProblem("");
    const values = { ...readParameters(parameters), ...made };
    onReturn(isPost ? { body: values } : { query: values });
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
      <h3 id="come-back">Come back</h3>
      <p class="hint">
        The user returns to <code>/continue</code>, with <code>state={away.state}</code> and what
        you add.
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
            setParameters(currentTarget.value);
          }}
        />
      </div>
      <label class="choice">
        <input
          type="checkbox"
          checked={signs}
          onChange={() => {
            setSigns(!signs);
          }}
        />
        <span>With a signed token</span>
      </label>
      {signs && <TokenFields signed={signed} settings={settings} onSigned={setSigned} />}
      <label class="choice">
        <input
          type="checkbox"
          checked={isPost}
          onChange={() => {
            setPost(!isPost);
          }}
        />
        <span>By POST</span>
      </label>
      {problem !== "" && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" class="primary" disabled={isBusy}>
        Come back
      </button>
    </form>
  );
}

/** A token as the reader writes it. */
interface SignedDraft {
  readonly name: string;
  readonly key: string;
  /** JSON. */
  readonly payload: string;
}

interface TokenProps {
  readonly signed: SignedDraft;
  readonly settings: Readonly<Record<string, string>>;
  readonly onSigned: (signed: SignedDraft) => void;
}

function TokenFields({ signed, settings, onSigned }: TokenProps) {
  return (
    <div class="token-fields">
      <div class="field">
        <label for="token-name">Parameter</label>
        <input
          id="token-name"
          value={signed.name}
          spellcheck={false}
          onInput={({ currentTarget }) => {
            onSigned({ ...signed, name: currentTarget.value });
          }}
        />
      </div>
      <div class="field">
        <label for="token-key">Signed with the setting (HS256)</label>
        <select
          id="token-key"
          value={signed.key}
          onChange={({ currentTarget }) => {
            onSigned({ ...signed, key: currentTarget.value });
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
          value={signed.payload}
          onInput={({ currentTarget }) => {
            onSigned({ ...signed, payload: currentTarget.value });
          }}
        />
      </div>
    </div>
  );
}

function draftOf(token: AnswerToken | undefined, settings: TokenProps["settings"]): SignedDraft {
  const [first = ""] = Object.keys(settings);
  return {
    name: token?.name ?? "session_token",
    key: token?.key ?? first,
    payload: JSON.stringify(token?.payload ?? {}, null, 2),
  };
}

/** The signed token by its parameter, or what is wrong with it. */
function sign(
  { name, key, payload }: SignedDraft,
  settings: TokenProps["settings"],
): Record<string, string> | string {
  const secret = settings[key] ?? "";
  if (secret === "") return "Choose a setting that has a value to sign the token with.";
  if (name.trim() === "") return "Name the parameter that the token comes in.";
  try {
    const value: unknown = JSON.parse(payload);
    if (!isRecord(value)) return "The payload is no JSON object.";
    return { [name.trim()]: signAnswer(value, secret) };
  } catch {
    return "The payload is no JSON.";
  }
}

function readParameters(text: string): Record<string, string> {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return Object.fromEntries(
    lines.map((line) => {
      const [name = "", ...value] = line.split("=");
      return [name.trim(), value.join("=").trim()];
    }),
  );
}
