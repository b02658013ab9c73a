import type { JSX } from "preact";

import type { Form } from "../../../script/form/form.ts";
import type { ShownTemplate } from "../../model/read-template.ts";
import type { SettingsStore } from "../../model/settings-store.ts";
import { useForAWhile } from "../../ui/use-for-a-while.ts";

interface Props {
  readonly template: ShownTemplate;
  readonly form: Form;
  readonly settings: SettingsStore;
}

/** Milliseconds after which the bytes are let go: some browsers ask for them later than at the click. */
const kept = 10_000;

/** Saves one form of a template as files for the Auth0 Deploy CLI. */
export function DownloadButton({ template, form, settings }: Props): JSX.Element {
  const [said, say] = useForAWhile("");
  const save = async () => {
    const [{ makeDeployFiles }, { makeZip }] = await Promise.all([
      import("./deploy-files.ts"),
      import("./zip.ts"),
    ]);
    const files = makeDeployFiles(template, form, settings.valuesOf(template.id));
    const name = `${template.id}-${form}.zip`;
    saveAs(name, new Blob([makeZip(files)], { type: "application/zip" }));
    say(`${name} is downloaded`);
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
        {said === "" ? "Download files" : "Downloaded"}
      </button>
      <span class="unseen" role="status">
        {said}
      </span>
    </>
  );
}

function saveAs(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, kept);
}
