import type { JSX } from "preact";

import type { Form } from "../app/address.ts";
import { useForAWhile } from "../app/use-for-a-while.ts";
import { makeDeployFiles } from "./deploy-files.ts";
import type { ShownTemplate } from "./read-gallery.ts";
import type { SettingsStore } from "./settings-store.ts";

interface Props {
  readonly template: ShownTemplate;
  readonly form: Form;
  readonly settings: SettingsStore;
}

/** Saves one form of a template as files for the Auth0 Deploy CLI. */
export function DeployButton({ template, form, settings }: Props): JSX.Element {
  const [said, say] = useForAWhile("");
  const save = async () => {
    const files = makeDeployFiles(template, form, settings.valuesOf(template.id));
    const { makeZip } = await import("./zip.ts");
    const blob = new Blob([makeZip(files)], { type: "application/zip" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${template.id}-${form}.zip`;
    link.click();
    say(`${link.download} is downloaded`);
    // Some browsers ask for the bytes later than at the click.
    setTimeout(() => {
      URL.revokeObjectURL(link.href);
    }, 10_000);
  };
  return (
    <>
      <button
        type="button"
        title="A zip with the files that the Auth0 Deploy CLI imports"
        onClick={() => {
          void save();
        }}
      >
        Deploy CLI files
      </button>
      <span class="unseen" role="status">
        {said}
      </span>
    </>
  );
}
