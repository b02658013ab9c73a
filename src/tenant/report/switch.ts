import type { TenantReport } from "./data.ts";

/** How a tenant goes over to the actions, and back. */
export function listSwitch({ actions, setUp }: TenantReport): string[] {
  if (actions.length === 0) {
    return [];
  }
  const steps = [
    "Import the actions into a test tenant first. The README in this folder says how.",
    ...(setUp.secrets.length > 0 ? ["Fill in the secrets."] : []),
    "Log in once for each application and connection, and compare the tokens with those that you know.",
    "In the tenant, bind the actions to post-login in the order above. If Rules still run in it, they run before all actions: switch the Rules off in the same minute, or both do the work.",
    "Watch the tenant's logs for failed logins (type `f`) for a day.",
    "To roll back, remove the actions from post-login in the dashboard. The actions themselves can stay. If Rules still run in the tenant, switch them on again.",
  ];
  return ["## How to switch", steps.map((step, index) => `${index + 1}. ${step}`).join("\n")];
}
