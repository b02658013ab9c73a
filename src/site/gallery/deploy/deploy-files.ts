import type { Files, Target } from "../../../export/deployment.ts";
import { makeRuleFiles } from "../../../export/deploy-cli/rule-files.ts";
import { exportFiles } from "../../../export/export.ts";
import { deployTemplate, settle, type Values } from "../../../export/template.ts";
import type { Form } from "../../../script/form/form.ts";
import type { ShownTemplate } from "../../model/read-template.ts";

/**
 * The files that bring one form of a template into a tenant. Of rules there are only those of the
 * Deploy CLI.
 *
 * @param values what the reader has entered for the settings
 */
export function makeDeployFiles(
  template: ShownTemplate,
  { form, target }: { readonly form: Form; readonly target: Target },
  values: Values,
): Files {
  const { id, title, overview, code, configuration } = template;
  if (form === "rule") {
    return makeRuleFiles({ id, name: title, overview, code, ...settle(configuration, values) });
  }
  const actions = [deployTemplate(template, values)];
  return exportFiles({ name: id, title, overview, actions }, target);
}
