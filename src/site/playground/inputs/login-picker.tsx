import type { JSX } from "preact";

import type { ShownExample } from "../../model/read-example.ts";
import type { Draft } from "../draft/draft.ts";
import { chosenLogin, pickLogin, type Pick } from "../draft/pick-login.ts";
import { readyLogins } from "../draft/ready-logins.ts";

interface Props {
  readonly draft: Draft;
  readonly examples: readonly ShownExample[];
  readonly onPick: (changes: Partial<Draft>) => void;
}

/**
 * Puts an example or a ready login into the editors, and back into them what the reader has made of
 * one.
 */
export function LoginPicker({ draft, examples, onPick }: Props): JSX.Element {
  const chosen = chosenLogin(draft, examples);
  const hasOwn = chosen.kind === "own" || draft.own !== "";
  return (
    <div class="picker">
      <label for="login">Login</label>
      <select
        id="login"
        value={valueOf(chosen)}
        onChange={({ currentTarget }) => {
          const pick = readValue(currentTarget.value);
          onPick(pickLogin(draft, pick, { examples, now: new Date() }));
        }}
      >
        {hasOwn && <option value="own">Your own</option>}
        {examples.length > 0 && (
          <optgroup label="Examples">
            {examples.map(({ title }) => (
              <option key={title} value={valueOf({ kind: "example", title })}>
                {title}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label="Other logins">
          {readyLogins.map(({ id, label }) => (
            <option key={id} value={valueOf({ kind: "ready", id })}>
              {label}
            </option>
          ))}
        </optgroup>
      </select>
    </div>
  );
}

function valueOf(pick: Pick): string {
  switch (pick.kind) {
    case "own":
      return "own";
    case "example":
      return `example:${pick.title}`;
    case "ready":
      return `ready:${pick.id}`;
  }
}

function readValue(value: string): Pick {
  const at = value.indexOf(":");
  const [kind, rest] = [value.slice(0, at), value.slice(at + 1)];
  if (kind === "example") {
    return { kind, title: rest };
  }
  return kind === "ready" ? { kind, id: rest } : { kind: "own" };
}
