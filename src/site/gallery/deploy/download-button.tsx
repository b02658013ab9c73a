import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Target } from "../../../export/deployment.ts";
import type { Form } from "../../../script/form/form.ts";
import type { ShownTemplate } from "../../model/read-template.ts";
import type { SettingsStore } from "../../model/settings-store.ts";
import { useForAWhile } from "../../ui/hooks/use-for-a-while.ts";

interface Props {
  readonly template: ShownTemplate;
  readonly form: Form;
  readonly settings: SettingsStore;
}

/**
 * Milliseconds after which the bytes are let go: some browsers ask for them later than at the
 * click.
 */
const kept = 10_000;

/** What files can be for. Of rules there are only those of the Deploy CLI. */
const names: Readonly<Record<Target, string>> = {
  "deploy-cli": "Deploy CLI",
  terraform: "Terraform",
  api: "Management API",
};

/** Saves one form of a template as files that a tenant is deployed with. */
export function DownloadButton({ template, form, settings }: Props): JSX.Element {
  const [said, say] = useForAWhile("");
  const [target, setTarget] = useState<Target>("deploy-cli");
  const save = async () => {
    const [{ makeDeployFiles }, { makeZip }] = await Promise.all([
      import("./deploy-files.ts"),
      import("./zip.ts"),
    ]);
    const wanted = { form, target };
    const files = makeDeployFiles(template, wanted, settings.valuesOf(template.id));
    const end = form === "rule" || target === "deploy-cli" ? "" : `-${target}`;
    const name = `${template.id}-${form}${end}.zip`;
    saveAs(name, new Blob([makeZip(files)], { type: "application/zip" }));
    say(`${name} is downloaded`);
  };
  return (
    <>
      {form === "action" && (
        <label>
          <span class="unseen">Files for</span>
          <select
            value={target}
            onChange={({ currentTarget: { value } }) => {
              setTarget(targetOf(value));
            }}
          >
            {Object.entries(names).map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <button
        type="button"
        title="A zip with files to deploy, and how to do that"
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

function targetOf(value: string): Target {
  return value === "terraform" || value === "api" ? value : "deploy-cli";
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
