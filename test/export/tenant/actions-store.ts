/** An answer of the Management API: a status and a body. */
export type Reply = readonly [status: number, body: unknown];

/** An action as a tenant keeps it. */
export interface KeptAction {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly runtime: string;
  readonly dependencies: readonly unknown[];
  readonly secrets: readonly { readonly name: string; readonly value: string }[];
  readonly supported_triggers: readonly { readonly id: string; readonly version: string }[];
  /** What was deployed last, as text. */
  readonly deployed?: string;
}

/** What a body can have. Source: https://auth0.com/docs/api/management/v2/actions/post-action */
const fields = [
  "name",
  "supported_triggers",
  "code",
  "runtime",
  "dependencies",
  "secrets",
  "modules",
];
const runtimes = ["node18", "node22"];
/** Source: https://auth0.com/docs/customize/actions/limitations */
const most = { secrets: 30, secretName: 128, secretValue: 4096, dependencies: 10, code: 100_000 };

/** The actions and bindings of a tenant, which refuse what the real ones refuse. */
export class ActionsStore {
  readonly #actions: KeptAction[] = [];
  #bindings: { readonly action: string; readonly display_name: string }[] = [];

  /** Deployed and bound actions, in this order. */
  constructor(names: readonly string[]) {
    for (const name of names) {
      const supportedTriggers = [{ id: "post-login", version: "v3" }];
      const code = "exports.onExecutePostLogin = async () => {};";
      this.create({ name, code, supported_triggers: supportedTriggers });
    }
    for (const { id } of this.#actions) {
      this.deploy(id);
    }
    this.#bindings = names.map((name) => ({ action: name, display_name: name }));
  }

  get actions(): readonly KeptAction[] {
    return this.#actions;
  }

  /** The names of what is bound to post-login, in order. */
  get bound(): string[] {
    return this.#bindings.map(({ action }) => action);
  }

  list(): Reply {
    const actions = this.#actions.map(showAction);
    return [200, { actions, total: actions.length, page: 0, per_page: 100 }];
  }

  read(id: string): Reply {
    const action = this.#actions.find((one) => one.id === id);
    return action ? [200, showAction(action)] : missing(id);
  }

  create(body: Readonly<Record<string, unknown>>): Reply {
    const wrong = findWrong(body);
    if (wrong !== undefined) {
      return refuse(wrong);
    }
    if (this.#actions.some(({ name }) => name === body["name"])) {
      return [409, { statusCode: 409, message: "An action of that name exists" }];
    }
    const made = {
      ...{ id: `act_${this.#actions.length}`, runtime: "node22", dependencies: [], secrets: [] },
      ...body,
    } as unknown as KeptAction;
    this.#actions.push(made);
    return [201, showAction(made)];
  }

  update(id: string, body: Readonly<Record<string, unknown>>): Reply {
    const at = this.#actions.findIndex((one) => one.id === id);
    const found = this.#actions[at];
    if (!found) {
      return missing(id);
    }
    const wrong = findWrong({ ...plain(found), ...body });
    if (wrong !== undefined) {
      return refuse(wrong);
    }
    const changed = { ...found, ...body };
    this.#actions[at] = changed;
    return [200, showAction(changed)];
  }

  deploy(id: string): Reply {
    const at = this.#actions.findIndex((one) => one.id === id);
    const found = this.#actions[at];
    if (!found) {
      return missing(id);
    }
    this.#actions[at] = { ...found, deployed: JSON.stringify(plain(found)) };
    return [202, { id: `${id}-version`, action: showAction(found), deployed: true }];
  }

  delete(id: string): Reply {
    const at = this.#actions.findIndex((one) => one.id === id);
    if (at >= 0) {
      this.#actions.splice(at, 1);
    }
    return [204, undefined];
  }

  listBindings(): Reply {
    const bindings = this.#bindings.map(({ action, display_name: displayName }, index) => ({
      ...{ id: `binding_${index}`, trigger_id: "post-login", display_name: displayName },
      action: this.#actions.map(showAction).find(({ name }) => name === action),
    }));
    return [200, { bindings, total: bindings.length, page: 0, per_page: 50 }];
  }

  /** Source: https://auth0.com/docs/api/management/v2/actions/patch-bindings */
  bind(body: Readonly<Record<string, unknown>>): Reply {
    const given = body["bindings"];
    if (!Array.isArray(given) || given.some((one) => typeof one !== "object")) {
      return refuse("bindings is a list of objects");
    }
    const bindings = (given as Binding[]).map(({ ref, display_name: displayName }) => ({
      display_name: displayName,
      action:
        ref.type === "binding_id"
          ? this.#bindings[Number(ref.value.replace("binding_", ""))]?.action
          : ref.value,
    }));
    for (const { action } of bindings) {
      const found = this.#actions.find(({ name }) => name === action);
      if (!found) {
        return missing(String(action));
      }
      if (found.deployed === undefined) {
        return refuse(`${found.name} is not deployed`);
      }
    }
    this.#bindings = bindings.map((one) => ({ ...one, action: one.action ?? "" }));
    return this.listBindings();
  }
}

interface Binding {
  readonly ref: { readonly type: string; readonly value: string };
  readonly display_name: string;
}

/** Nobody reads the value of a secret. */
function showAction(action: KeptAction) {
  const { deployed, ...rest } = action;
  return {
    ...rest,
    secrets: action.secrets.map(({ name }) => ({ name, updated_at: "2026-12-01T00:00:00.000Z" })),
    status: "built",
    all_changes_deployed: deployed === JSON.stringify(plain(action)),
  };
}

/** An action as one would send it. */
function plain(action: KeptAction): Record<string, unknown> {
  return Object.fromEntries(Object.entries(action).filter(([key]) => fields.includes(key)));
}

function findWrong(body: Readonly<Record<string, unknown>>): string | undefined {
  const unknown = Object.keys(body).find((key) => !fields.includes(key));
  if (unknown !== undefined) {
    return `Additional properties not allowed: ${unknown}`;
  }
  const { name, code, runtime = "node22", dependencies = [], secrets = [] } = body;
  const triggers = body["supported_triggers"];
  if (typeof name !== "string" || name === "") {
    return "Missing required property: name";
  }
  if (!Array.isArray(triggers) || triggers.length !== 1) {
    return "an action has one trigger";
  }
  if (typeof code !== "string" || code.length > most.code) {
    return "the code is too long";
  }
  if (!runtimes.includes(String(runtime))) {
    return `there is no runtime ${String(runtime)}`;
  }
  return findWrongDependency(dependencies) ?? findWrongSecret(secrets);
}

function findWrongDependency(list: unknown): string | undefined {
  if (!Array.isArray(list) || list.length > most.dependencies) {
    return "too many dependencies";
  }
  const keys = list.flatMap((one) => Object.keys(one as object));
  const unknown = keys.find((key) => !["name", "version", "registry_url"].includes(key));
  return unknown === undefined ? undefined : `Additional properties not allowed: ${unknown}`;
}

function findWrongSecret(list: unknown): string | undefined {
  if (!Array.isArray(list) || list.length > most.secrets) {
    return "too many secrets";
  }
  for (const { name, value, ...rest } of list as KeptAction["secrets"]) {
    if (Object.keys(rest).length > 0) {
      return "Additional properties not allowed";
    }
    if (typeof value !== "string") {
      return "the value of a secret is a text";
    }
    if (name.length > most.secretName || value.length > most.secretValue) {
      return "too long";
    }
  }
  return undefined;
}

function refuse(message: string): Reply {
  return [400, { statusCode: 400, error: "Bad Request", message }];
}

function missing(id: string): Reply {
  return [404, { statusCode: 404, error: "Not Found", message: `there is no ${id}` }];
}
