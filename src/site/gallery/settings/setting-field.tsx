import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Setting } from "../../../template/template.ts";
import { isValid } from "../../model/pattern.ts";

interface Props {
  readonly setting: Setting;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** A setting with its label, what it is for, and what is wrong with its value. */
export function SettingField({ setting, value, onValue }: Props): JSX.Element {
  const { key, description, example } = setting;
  const id = `setting-${key}`;
  const [wasLeft, setLeft] = useState(false);
  const isWrong = wasLeft && !isValid(value, setting);
  const described = isWrong ? `${id}-hint ${id}-problem` : `${id}-hint`;
  const common = { id, described, isWrong, setting, value, onValue };
  return (
    <div
      class="field"
      onFocusOut={() => {
        setLeft(true);
      }}
    >
      <label for={id}>
        <code>{key}</code> <span class="hint">{kindOf(setting)}</span>
      </label>
      <p id={`${id}-hint`} class="hint">
        {description}
      </p>
      {setting.values ? <Choice {...common} /> : <Input {...common} />}
      <p id={`${id}-problem`} class="problem" role="status">
        {isWrong && `Not a valid value.${example === undefined ? "" : ` Example: ${example}`}`}
      </p>
    </div>
  );
}

function kindOf({ required, secret }: Setting): string {
  return [required ? "required" : "optional", ...(secret ? ["secret"] : [])].join(", ");
}

interface InputProps extends Props {
  readonly id: string;
  /** The ids of what describes it. */
  readonly described: string;
  readonly isWrong: boolean;
}

function Choice({ id, described, setting, value, onValue }: InputProps) {
  const { default: standard, values = [], required } = setting;
  return (
    <select
      id={id}
      aria-describedby={described}
      required={required}
      value={value}
      onChange={(event) => {
        onValue(event.currentTarget.value);
      }}
    >
      <option value="">{standard === undefined ? "Not set" : `Not set: ${standard}`}</option>
      {values.map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </select>
  );
}

function Input({ id, described, isWrong, setting, value, onValue }: InputProps) {
  const [isSeen, setSeen] = useState(false);
  const { key, secret, required, default: standard, example } = setting;
  const attributes = {
    id,
    required,
    value,
    "aria-describedby": described,
    "aria-invalid": isWrong,
    placeholder: standard ?? example ?? "",
    spellcheck: false,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
      onValue(currentTarget.value);
    },
  };
  return (
    <div class="input">
      {secret && !isSeen ? (
        // Under "new-password" no browser offers a password of the site for it.
        <input {...attributes} type="password" autocomplete="new-password" />
      ) : (
        <input {...attributes} type="text" autocomplete="off" />
      )}
      {secret && (
        <button
          type="button"
          class="reveal"
          // The name says what the button says, and of what.
          aria-label={`${isSeen ? "Hide" : "Show"} ${key}`}
          onClick={() => {
            setSeen(!isSeen);
          }}
        >
          {isSeen ? "Hide" : "Show"}
        </button>
      )}
    </div>
  );
}
