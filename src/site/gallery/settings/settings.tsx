import type { JSX } from "preact";

import type { ShownTemplate } from "../../model/read-template.ts";
import type { SettingsStore } from "../../model/settings-store.ts";
import { phone, useMedia } from "../../ui/hooks/use-media.ts";
import { SettingsForm } from "./settings-form.tsx";

interface Props {
  readonly template: ShownTemplate;
  readonly store: SettingsStore;
}

/** The settings of a template: a panel, on a phone a folded one. */
export function Settings({ template, store }: Props): JSX.Element | null {
  const isPhone = useMedia(phone);
  const { length } = template.configuration;
  if (length === 0) {
    return null;
  }
  const form = <SettingsForm template={template} store={store} />;
  if (!isPhone) {
    return (
      <section class="panel padded settings" aria-labelledby="settings">
        <h2 id="settings">Settings</h2>
        {form}
      </section>
    );
  }
  return (
    <details class="panel settings">
      <summary>
        <h2 id="settings">Settings</h2>
        <span class="hint">{length === 1 ? "1 setting" : `${length} settings`}</span>
      </summary>
      {form}
    </details>
  );
}
