import type { JSX } from "preact";

import type { ShownTemplate } from "../../model/read-template.ts";
import { useValues, type SettingsStore } from "../../model/settings-store.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { useForAWhile } from "../../ui/hooks/use-for-a-while.ts";
import { renderEnv } from "./env.ts";
import { SettingField } from "./setting-field.tsx";

interface Props {
  readonly template: ShownTemplate;
  readonly store: SettingsStore;
}

/** The settings of a template, the required ones first. */
export function SettingsForm({ template: { id, configuration }, store }: Props): JSX.Element {
  const values = useValues(store, id);
  const sorted = [
    ...configuration.filter(({ required }) => required),
    ...configuration.filter(({ required }) => !required),
  ];
  return (
    <form
      aria-labelledby="settings"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      {sorted.map((setting) => (
        <SettingField
          key={setting.key}
          setting={setting}
          value={values[setting.key] ?? ""}
          onValue={(value) => {
            store.set(id, setting.key, value);
          }}
        />
      ))}
      <RememberChoice id={id} store={store} />
      <div class="buttons">
        <CopyButton
          text={renderEnv(
            configuration.map(({ key }) => key),
            values,
          )}
          label="Copy as KEY=VALUE"
        />
        <ClearButton id={id} store={store} />
      </div>
    </form>
  );
}

interface StoreProps {
  /** Of the template. */
  readonly id: string;
  readonly store: SettingsStore;
}

function RememberChoice({ id, store }: StoreProps) {
  const isKept = store.isKept(id);
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={isKept}
        onChange={() => {
          store.keep(id, !isKept);
        }}
      />
      <span>
        Remember in this browser
        <span class="hint">, secrets included</span>
      </span>
    </label>
  );
}

function ClearButton({ id, store }: StoreProps) {
  const [said, say] = useForAWhile("");
  return (
    <>
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
    </>
  );
}
