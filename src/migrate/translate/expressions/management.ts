import type { AnyNode, MemberExpression } from "acorn";

import { isRecord } from "../../../text/plain-data.ts";
import { inputOf, type Trial } from "../../../explore/trial.ts";
import { nodesIn } from "../read/origins.ts";
import type { Out } from "../flow/output.ts";
import type { Work } from "../work.ts";

const secrets = ["AUTH0_DOMAIN", "AUTH0_CLIENT_ID", "AUTH0_CLIENT_SECRET"] as const;

/** Gets a token with the credentials of an application. */
const getTokenOf = (
  name: string,
) => `// A token of the Management API. The machine-to-machine application needs read:users and update:users.
const ${name} = async ({ AUTH0_DOMAIN, AUTH0_CLIENT_ID, AUTH0_CLIENT_SECRET }) => {
  const response = await fetch(\`https://\${AUTH0_DOMAIN}/oauth/token\`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      grant_type: "client_credentials",
      client_id: AUTH0_CLIENT_ID,
      client_secret: AUTH0_CLIENT_SECRET,
      audience: \`https://\${AUTH0_DOMAIN}/api/v2/\`,
    }),
  });
  if (!response.ok) throw new Error(\`no token of the Management API: status \${response.status}\`);
  return (await response.json()).access_token;
};`;

const token = "managementToken";
const tokenFunction = "getManagementToken";

/**
 * `auth0.accessToken`, `auth0.domain` and `auth0.baseUrl`: an action uses an application of its
 * own.
 */
export function printManagement(node: MemberExpression, key: string, work: Work): string {
  const domain = "event.secrets.AUTH0_DOMAIN";
  work.notes.secrets.add("AUTH0_DOMAIN");
  if (key === "domain") {
    return work.notes.mark("management", node, domain);
  }
  if (key === "baseUrl") {
    return work.notes.mark("management", node, `\`https://\${${domain}}/api/v2\``);
  }
  if (key !== "accessToken") {
    work.notes.refuse("management-token", node);
    return "";
  }
  for (const secret of secrets) {
    work.notes.secrets.add(secret);
  }
  work.notes.needs("management", node, [
    "AUTH0_CLIENT_ID is a machine-to-machine application that is granted read:users and update:users of the Management API",
    isGranted,
  ]);
  work.notes.heads.add(getTokenOf(work.free(tokenFunction)));
  return work.notes.mark("management", node, work.free(token));
}

/** Whether the tenant of a login has the application. */
function isGranted(login: Trial): boolean {
  const { login: description, settings } = inputOf(login);
  const { applications }: { applications?: unknown } = isRecord(description.tenant)
    ? description.tenant
    : {};
  return (
    Array.isArray(applications) &&
    applications.some(
      (application) =>
        isRecord(application) &&
        application["client_id"] === settings["AUTH0_CLIENT_ID"] &&
        application["client_secret"] === settings["AUTH0_CLIENT_SECRET"],
    )
  );
}

/** The statement that gets the token, before the first statement that uses it. */
export function getToken(statement: AnyNode, work: Work): Out[] {
  if (work.hasToken || !usesToken(statement, work)) {
    return [];
  }
  work.hasToken = true;
  const [name, get] = [work.free(token), work.free(tokenFunction)];
  return [{ kind: "text", text: `const ${name} = await ${get}(event.secrets);` }];
}

function usesToken(statement: AnyNode, work: Work): boolean {
  return [...nodesIn(statement)].some(
    (node) => node.type === "MemberExpression" && work.denoter.nameOf(node) === "auth0.accessToken",
  );
}
