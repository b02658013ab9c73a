import { makeApiFiles } from "./api/files.ts";
import { makeDeployCliFiles, type Format } from "./deploy-cli/files.ts";
import type { Deployment, Files, Target } from "./deployment.ts";
import { makeTerraformFiles } from "./terraform/files.ts";

/** Files that deploy actions. `format` is that of the Deploy CLI. */
export function exportFiles(
  deployment: Deployment,
  target: Target,
  format: Format = "directory",
): Files {
  switch (target) {
    case "deploy-cli":
      return makeDeployCliFiles(deployment, format);
    case "terraform":
      return makeTerraformFiles(deployment);
    case "api":
      return makeApiFiles(deployment);
  }
}
