import {
  keysLeft,
  keysToFill,
  runtime,
  trigger,
  type DeployedAction,
  type Deployment,
  type Files,
} from "../deployment.ts";
import { keywordOf } from "../deploy-cli/config.ts";
import { fileNameOf } from "../file-name.ts";
import { renderJson } from "../json.ts";
import { leftOut, listOf } from "../markdown.ts";

/** What stands in a body for the bindings that a trigger has already. */
const existing = "@@EXISTING_BINDINGS@@";

/** What a request needs. Source: https://auth0.com/docs/api/management/v2/actions */
const scopes = ["create:actions", "read:actions", "update:actions"];

/** A request of the Management API. */
export interface ApiRequest {
  readonly method: "GET" | "POST" | "PATCH";
  /** With `{1.id}` in place of the id that the first request answers. */
  readonly path: string;
  readonly body?: object;
  /** Of the answer, until when the request is repeated. */
  readonly until?: object;
}

/**
 * Actions as requests of the Management API, in their order. Nothing is deleted. The last body
 * keeps the bindings that the trigger has, and is refused as long as nobody has put them in.
 */
export function makeApiFiles(deployment: Deployment): Files {
  const name = fileNameOf(deployment.name);
  return {
    [`README.${name}.md`]: renderReadme(deployment, `requests.${name}.json`),
    [`requests.${name}.json`]: renderJson({
      scopes: scopes,
      requests: listRequests(deployment.actions),
    }),
  };
}

function listRequests(actions: readonly DeployedAction[]): ApiRequest[] {
  const bound = actions.filter(({ isBound }) => isBound);
  const path = `/api/v2/actions/triggers/${trigger.id}/bindings`;
  const bindings = bound.map(({ name }) => ({
    ref: { type: "action_name", value: name },
    display_name: name,
  }));
  return [
    ...actions.map(createAction),
    ...actions.flatMap((_action, index) => deployAction(index + 1)),
    ...(bound.length > 0
      ? [
          { method: "GET" as const, path },
          { method: "PATCH" as const, path, body: { bindings: [...bindings, existing] } },
        ]
      : []),
  ];
}

function createAction({ name, code, dependencies, settings }: DeployedAction): ApiRequest {
  const body = {
    name,
    supported_triggers: [trigger],
    runtime,
    code: `${code.trimEnd()}\n`,
    dependencies: dependencies.map((one) => ({ name: one.name, version: one.version })),
    secrets: settings.map(({ key, value = keywordOf(key) }) => ({ name: key, value })),
  };
  return { method: "POST", path: "/api/v2/actions/actions", body };
}

/** An action can be deployed once it is built. */
function deployAction(number: number): ApiRequest[] {
  const path = `/api/v2/actions/actions/{${number}.id}`;
  return [
    { method: "GET", path, until: { status: "built" } },
    { method: "POST", path: `${path}/deploy` },
  ];
}

function renderReadme({ title, overview, actions }: Deployment, file: string): string {
  const names = actions.filter(({ isBound }) => isBound).map(({ name }) => name);
  const lines = [
    `# ${title}`,
    "",
    `Send the requests in ${file} to the Management API of your tenant, one after the other. They create actions and`,
    "delete nothing. The last one sets the whole list of bindings of the trigger post-login:",
    `${existing} in it has to become the bindings that the request before it lists, or they are unbound.`,
    "",
    overview,
    "",
    `The token needs the scopes ${scopes.join(", ")}. In a path, {1.id} is the id in the answer to the first request. Repeat`,
    "a request with `until` until its answer says so.",
    ...listOf(
      `Put values in place of these, each written as ${keywordOf("KEY")}:`,
      keysToFill(actions).map((key) => keywordOf(key)),
    ),
    ...listOf(leftOut, keysLeft(actions)),
    ...listOf("The actions run in this order, before those that are bound already:", names),
    "",
    "A binding of the answer, `{ id, action: { id }, display_name }`, goes into the body as",
    '`{ "ref": { "type": "binding_id", "value": id }, "display_name": … }`.',
  ];
  return `${lines.join("\n")}\n`;
}
