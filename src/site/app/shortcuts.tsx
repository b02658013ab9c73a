import type { JSX, RefObject } from "preact";
import { useState } from "preact/hooks";

import { areKeysOn, keepKeys } from "./key-choice.ts";

interface Props {
  readonly dialog: RefObject<HTMLDialogElement | null>;
}

/** All keys of the site. Those that are a single character can be switched off. */
export function Shortcuts({ dialog }: Props): JSX.Element {
  const [areOn, setOn] = useState(areKeysOn);
  return (
    <dialog ref={dialog} class="shortcuts" aria-labelledby="shortcuts">
      <h2 id="shortcuts">Keyboard shortcuts</h2>
      <dl>
        {keys().map(([names, what]) => (
          <div key={what}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label class="choice">
        <input
          type="checkbox"
          checked={areOn}
          onChange={() => {
            keepKeys(!areOn);
            setOn(!areOn);
          }}
        />
        <span>
          Use <kbd>/</kbd> and <kbd>?</kbd>
        </span>
      </label>
      <form method="dialog">
        <button>Close</button>
      </form>
    </dialog>
  );
}

function keys(): [readonly string[], string][] {
  const control = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";
  return [
    [["/"], "Search"],
    [["?"], "Show these shortcuts"],
    [[control, "Enter"], "Run the login"],
    [["Esc"], "Close a menu; on a template, go back to the list"],
    [["←", "→", "↑", "↓"], "Move between cards and tabs"],
    [["Tab"], "Leave the editor"],
  ];
}
