import type { JSX } from "preact";

import type { Form } from "../../../script/form/form.ts";
import type { ShownTemplate } from "../../model/read-template.ts";
import type { SettingsStore } from "../../model/settings-store.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { codeOf } from "../code/forms.ts";
import { DownloadButton } from "../deploy/download-button.tsx";

interface Props {
  readonly template: ShownTemplate;
  readonly form: Form;
  readonly settings: SettingsStore;
}

/** The id of the part of the page that says how to use a template. */
export const useItId = "use-it";

/** How to get a template into a tenant. */
export function UseIt({ template, form, settings }: Props): JSX.Element {
  const copy = <CopyButton text={codeOf(template, form)} label="Copy code" isPrimary />;
  return (
    <section class="panel padded use-it" aria-labelledby={useItId}>
      <h2 id={useItId} tabIndex={-1}>
        Use it
      </h2>
      {form === "action" ? <Steps template={template}>{copy}</Steps> : <p>{copy}</p>}
      <div class="download">
        <DownloadButton template={template} form={form} settings={settings} />
        <p class="hint">
          {form === "action" ? "Choose what you deploy with." : "For the Deploy CLI."} Secrets are
          named, never written. The README says how to deploy so that nothing else in the tenant
          changes.
        </p>
      </div>
    </section>
  );
}

interface StepsProps {
  readonly template: ShownTemplate;
  readonly children: JSX.Element;
}

function Steps({ template, children }: StepsProps) {
  return (
    <ol class="steps">
      <li>
        Copy the code.
        <div>{children}</div>
      </li>
      <li>
        In Auth0, open <strong>Actions, Library</strong>. Create an Action for{" "}
        <strong>Login / Post Login</strong> on Node 22. Paste the code.
      </li>
      <li>
        {describeLastStep(template)} <strong>Triggers, post-login</strong>.
      </li>
    </ol>
  );
}

function describeLastStep({ action }: ShownTemplate): string {
  const { length: secrets } = action?.secrets ?? [];
  const { length: packages } = action?.dependencies ?? [];
  const added = [count(secrets, "secret"), count(packages, "package")].filter(Boolean);
  const rest = "drag it into";
  return added.length > 0
    ? `Add ${added.join(" and ")}, deploy, and ${rest}`
    : `Deploy it, and ${rest}`;
}

function count(number: number, word: string): string | undefined {
  if (number === 0) {
    return undefined;
  }
  return number === 1 ? `1 ${word}` : `${number} ${word}s`;
}
