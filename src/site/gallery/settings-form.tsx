import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Setting } from "../../template/compile.ts";
import { useForAWhile } from "../app/use-for-a-while.ts";
import { CopyButton } from "./copy-button.tsx";
import { renderEnv } from "./env.ts";
import type { ShownTemplate } from "./read-gallery.ts";
import { useValues, type SettingsStore } from "./settings-store.ts";

interface Props {
  readonly template: ShownTemplate;
  readonly store: SettingsStore;
}

/** The settings of a template, the required ones first. */
export function SettingsForm({ template: { id, configuration }, store }: Props): JSX.Element {
  const values = useValues(store, id);
  const keys = configuration.map(({ key }) => key);
  const isKept = store.isKept(id);
  const [said, say] = useForAWhile("");
  const sorted = [
    ...configuration.filter(({ required }) => required),
    ...configuration.filter(({ required }) => !required),
  ];
  return (
    <form
      class="panel settings"
      aria-labelledby="settings"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <h2 id="settings">Settings</h2>
      {sorted.map((setting) => (
        <Field
          key={setting.key}
          setting={setting}
          value={values[setting.key] ?? ""}
          onValue={(value) => {
            store.set(id, setting.key, value);
          }}
        />
      ))}
      <label class="choice keep">
        <input
          type="checkbox"
          checked={isKept}
          onChange={() => {
            store.keep(id, !isKept);
          }}
        />
        <span>
          Remember in this browser{" "}
          <small>Secrets, too. Otherwise they are gone with this page.</small>
        </span>
      </label>
      <div class="buttons">
        <CopyButton text={renderEnv(keys, values)} label="Copy as KEY=VALUE" />
        <button
          type="button"
          class="plain"
          onClick={() => {
            store.clear(id);
            say("The settings are empty now");
          }}
        >
          Clear
        </button>
        <span class="unseen" role="status">
          {said}
        </span>
      </div>
    </form>
  );
}

interface FieldProps {
  readonly setting: Setting;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function Field({ setting, value, onValue }: FieldProps) {
  const { key, description, required } = setting;
  const id = `setting-${key}`;
  return (
    <div class="field">
      <label for={id}>
        <code>{key}</code> {required && <span class="required">required</span>}
      </label>
      <p id={`${id}-hint`} class="hint">
        {description}
      </p>
      {setting.values ? (
        <Choice id={id} setting={setting} value={value} onValue={onValue} />
      ) : (
        <Input id={id} setting={setting} value={value} onValue={onValue} />
      )}
    </div>
  );
}

function Choice({ id, setting, value, onValue }: FieldProps & { readonly id: string }) {
  const { default: standard, values = [], required } = setting;
  return (
    <select
      id={id}
      aria-describedby={`${id}-hint`}
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

function Input({ id, setting, value, onValue }: FieldProps & { readonly id: string }) {
  const [seen, setSeen] = useState(false);
  const { key, secret, required, default: standard } = setting;
  const attributes = {
    id,
    required,
    value,
    "aria-describedby": `${id}-hint`,
    placeholder: standard ?? "",
    spellcheck: false,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
      onValue(currentTarget.value);
    },
  };
  return (
    <div class="input">
      {secret && !seen ? (
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
          aria-label={`${seen ? "Hide" : "Show"} ${key}`}
          onClick={() => {
            setSeen(!seen);
          }}
        >
          {seen ? "Hide" : "Show"}
        </button>
      )}
    </div>
  );
}
