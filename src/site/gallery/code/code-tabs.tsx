import type { JSX } from "preact";

import type { Form } from "../../../script/form/form.ts";
import { formNames } from "../../model/form-names.ts";
import type { ShownTemplate } from "../../model/read-template.ts";
import { CodeView } from "../../ui/code/code-view.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { phone, useMedia } from "../../ui/hooks/use-media.ts";

import { codeOf, formsOf, reasonOf } from "./forms.ts";

interface Props {
  readonly template: ShownTemplate;
  readonly form: Form;
  readonly onForm: (form: Form) => void;
  /** Opens the playground with the template. */
  readonly onPlayground: () => void;
}

/** The code of a template, a tab for each of its forms. On paper all forms are shown. */
export function CodeTabs({ template, form, onForm, onPlayground }: Props): JSX.Element {
  // There the code can be copied, too, and here is little room.
  const hasDock = useMedia(phone);
  return (
    <section class="panel code-tabs" aria-label="Code">
      <Tabs
        name="code"
        label="Form"
        tabs={formsOf(template).map((id) => ({ id, label: formNames[id] }))}
        shown={form}
        onShow={onForm}
        isPrinted
        buttons={
          <>
            {!hasDock && <CopyButton text={codeOf(template, form)} label="Copy" />}
            <button type="button" onClick={onPlayground}>
              Playground
            </button>
          </>
        }
      >
        {(id) => <FormPanel template={template} form={id} />}
      </Tabs>
    </section>
  );
}

function FormPanel({ template, form }: Pick<Props, "template" | "form">) {
  const code = codeOf(template, form);
  if (code === "") {
    return (
      <p class="form-note">
        No {formNames[form]}: {reasonOf(template, form)}
      </p>
    );
  }
  return (
    <>
      {form === "rule" && (
        <p class="form-note">
          Rules stopped on November 18, 2026. Use this to compare, or in a private cloud.
        </p>
      )}
      <CodeView code={code} label={`Code of the ${formNames[form]}`} />
    </>
  );
}
