import type { JSX } from "preact";
import { useRef } from "preact/hooks";

import type { Form } from "../app/address.ts";
import { CodeView } from "./code-view.tsx";
import { CopyButton } from "./copy-button.tsx";
import { DeployButton } from "./deploy-button.tsx";
import type { ShownTemplate } from "./read-gallery.ts";
import type { SettingsStore } from "./settings-store.ts";

interface Props {
  readonly template: ShownTemplate;
  /** The form that the address names, if any. */
  readonly form: Form | undefined;
  readonly settings: SettingsStore;
  readonly onForm: (form: Form) => void;
}

const labels: Readonly<Record<Form, string>> = { action: "Action", rule: "Rule" };

/** The code of a template, a tab for each of its forms. On paper all forms are shown. */
export function CodeTabs({ template, form, settings, onForm }: Props): JSX.Element {
  const tabs = useRef<HTMLDivElement>(null);
  const forms = formsOf(template);
  const shown = form && forms.includes(form) ? form : (forms[0] ?? "rule");
  const move = (event: KeyboardEvent) => {
    const next = formAt(event.key, forms, shown);
    if (!next) return;
    event.preventDefault();
    onForm(next);
    tabs.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <section class="code-tabs" aria-label="Code">
      <div class="code-bar">
        <div ref={tabs} class="tabs" role="tablist" aria-label="Form" onKeyDown={move}>
          {forms.map((one) => (
            <button
              key={one}
              id={`tab-${one}`}
              type="button"
              role="tab"
              aria-selected={one === shown}
              aria-controls={`panel-${one}`}
              tabIndex={one === shown ? 0 : -1}
              onClick={() => {
                onForm(one);
              }}
            >
              {labels[one]}
            </button>
          ))}
        </div>
        <CopyButton text={codeOf(template, shown)} label="Copy" />
        <DeployButton template={template} form={shown} settings={settings} />
      </div>
      {forms.map((one) => (
        <div
          key={one}
          id={`panel-${one}`}
          class="tab-panel"
          role="tabpanel"
          aria-labelledby={`tab-${one}`}
          data-title={labels[one]}
          hidden={one !== shown}
        >
          <CodeView code={codeOf(template, one)} label={`Code of the ${one}`} />
          <p class="code-hint">{hints[one]}</p>
        </div>
      ))}
    </section>
  );
}

const hints: Readonly<Record<Form, string>> = {
  action: "For the trigger Login / Post Login, runtime Node 22.",
  rule: "Rules reached their end of life on 2026-11-18: this one is for archives and migrations.",
};

/** The action first: it is what a tenant runs today. */
function formsOf({ action, code }: ShownTemplate): Form[] {
  if (!action) return ["rule"];
  return code === "" ? ["action"] : ["action", "rule"];
}

function codeOf({ action, code }: ShownTemplate, form: Form): string {
  return form === "action" ? (action?.code ?? "") : code;
}

function formAt(key: string, forms: readonly Form[], shown: Form): Form | undefined {
  const at = forms.indexOf(shown);
  const last = forms.length - 1;
  switch (key) {
    case "ArrowRight":
      return forms[at === last ? 0 : at + 1];
    case "ArrowLeft":
      return forms[at === 0 ? last : at - 1];
    case "Home":
      return forms[0];
    case "End":
      return forms[last];
    default:
      return undefined;
  }
}
