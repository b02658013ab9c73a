import type { JSX } from "preact";

import type { Setting } from "../../../template/template.ts";
import type { SettingsSource } from "../draft/draft.ts";

interface Props {
  readonly configuration: readonly Setting[];
  /** The values of a run by key. */
  readonly values: Readonly<Record<string, string>>;
  readonly source: SettingsSource;
  /** Whether there is an example that they could come from. */
  readonly hasExample: boolean;
  readonly onSource: (source: SettingsSource) => void;
}

/** Which settings a run of a template has: those of the example, or what the reader has entered. */
export function TemplateSettings(props: Props): JSX.Element {
  const { configuration, values, source, hasExample, onSource } = props;
  if (configuration.length === 0) {
    return <p class="setting-list">This template has no settings.</p>;
  }
  return (
    <div class="setting-list">
      {hasExample && <SourceChoice source={source} onSource={onSource} />}
      <dl>
        {configuration.map((setting) => (
          <div key={setting.key}>
            <dt>
              <code>{setting.key}</code>
            </dt>
            <dd>
              <Shown setting={setting} value={values[setting.key] ?? ""} source={source} />
            </dd>
          </div>
        ))}
      </dl>
      {source === "mine" && (
        <p class="hint">
          You enter them under{" "}
          <button
            type="button"
            class="plain"
            onClick={() => {
              goToForm();
            }}
          >
            Settings
          </button>
          , beside the code of the template.
        </p>
      )}
    </div>
  );
}

function SourceChoice({ source, onSource }: Pick<Props, "source" | "onSource">) {
  const choices: readonly { readonly id: SettingsSource; readonly label: string }[] = [
    { id: "example", label: "From the example" },
    { id: "mine", label: "Mine" },
  ];
  return (
    <fieldset>
      <legend>Settings in this run</legend>
      {choices.map(({ id, label }) => (
        <label key={id} class="choice">
          <input
            type="radio"
            name="settings-source"
            checked={id === source}
            onChange={() => {
              onSource(id);
            }}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface ShownProps {
  readonly setting: Setting;
  readonly value: string;
  readonly source: SettingsSource;
}

function Shown({ setting, value, source }: ShownProps) {
  if (value === "") {
    const { default: standard } = setting;
    return (
      <span class="soft">{standard === undefined ? "no value" : `${standard}, by default`}</span>
    );
  }
  // A sample is no secret.
  return <code>{setting.secret && source === "mine" ? "••••••" : value}</code>;
}

/** Shows the form of the page, unfolded, with the focus in it. */
function goToForm(): void {
  const form = document.querySelector<HTMLElement>(".settings");
  if (form instanceof HTMLDetailsElement) {
    form.open = true;
  }
  form?.querySelector("input")?.focus();
}
