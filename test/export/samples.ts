import type { DeployedAction, Deployment } from "../../src/export/deployment.ts";

/** An action that is to be deployed. */
export function aDeployedAction(changes: Partial<DeployedAction> = {}): DeployedAction {
  return {
    name: "Send mail",
    code: "exports.onExecutePostLogin = async () => {};",
    dependencies: [],
    settings: [],
    left: [],
    isBound: true,
    ...changes,
  };
}

/** Three actions, with all that an action can have. */
export function aDeployment(changes: Partial<Deployment> = {}): Deployment {
  return {
    name: "login",
    title: "Login",
    overview: "What runs at a login.",
    actions: [
      aDeployedAction({
        settings: [
          { key: "API_KEY", description: 'The key, as in "the API".' },
          { key: "DOMAIN", value: "mg.example.com" },
        ],
        left: ["REGION"],
        dependencies: [{ name: "left-pad", version: "1.0.0" }],
      }),
      aDeployedAction({
        name: "Ask ${twice} /b",
        code: "exports.onExecutePostLogin = async (event, api) => {\n  api.access.deny(`no ${event.user.name}`);\n};",
        settings: [
          { key: "API_KEY" },
          { key: "Api-Key", value: 'a "quoted" ${text} %{with}\n\b lines\\' },
        ],
      }),
      aDeployedAction({ name: "Switched off", isBound: false }),
    ],
    ...changes,
  };
}
