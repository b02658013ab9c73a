import type { JSX } from "preact";

import type { Form } from "../../../script/form/form.ts";
import type { ShownTemplate } from "../../model/read-template.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { phone, useMedia } from "../../ui/hooks/use-media.ts";
import { codeOf } from "../code/forms.ts";
import { useItId } from "./use-it.tsx";

/** The id of the heading over the part of the page that runs a template. */
export const tryItId = "try-it";

interface Props {
  readonly template: ShownTemplate;
  readonly form: Form;
}

/** On a phone, what one wants of a template, within reach of a thumb. */
export function TemplateDock({ template, form }: Props): JSX.Element | null {
  if (!useMedia(phone)) {
    return null;
  }
  return (
    <div class="dock">
      <CopyButton text={codeOf(template, form)} label="Copy code" isPrimary />
      <GoButton id={tryItId} label="Try it" />
      <GoButton id={useItId} label="Use it" />
    </div>
  );
}

/** Leads down to a heading. */
function GoButton({ id, label }: { readonly id: string; readonly label: string }) {
  return (
    <button
      type="button"
      onClick={() => {
        const heading = document.getElementById(id);
        heading?.focus({ preventScroll: true });
        heading?.scrollIntoView();
      }}
    >
      {label}
    </button>
  );
}
