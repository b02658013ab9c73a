/** Texts by path, with `/` between folders. */
export type Files = Readonly<Record<string, string>>;

/** What files are written for. */
export type Target = "deploy-cli" | "terraform" | "api";

/** All targets, the default first. */
export const targets: readonly Target[] = ["deploy-cli", "terraform", "api"];

/** Actions that are deployed together. */
export interface Deployment {
  /**
   * What the files that belong to no single action are called after, such as the id of a template.
   */
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** A sentence or more on what the actions do. */
  readonly overview: string;
  /** In the order in which they run. */
  readonly actions: readonly DeployedAction[];
}

/** A post-login action as a tenant is to have it. */
export interface DeployedAction {
  /** Unique among the actions of a tenant. */
  readonly name: string;
  readonly code: string;
  readonly dependencies: readonly Dependency[];
  /** The settings that get a value, which the action reads from `event.secrets`. */
  readonly settings: readonly DeployedSetting[];
  /** The keys of optional settings that get none. */
  readonly left: readonly string[];
  /** Whether it is to run at each login. */
  readonly isBound: boolean;
}

/** An npm package that an action requires. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
}

/** A setting of an action. */
export interface DeployedSetting {
  readonly key: string;
  readonly description?: string;
  /**
   * Absent for a secret, and for what nobody has given a value yet: no file holds it, only its
   * name.
   */
  readonly value?: string;
}

/** The trigger of all actions here, and its version. Source: https://auth0.com/docs/customize/actions/explore-triggers */
export const trigger = { id: "post-login", version: "v3" } as const;

/** The Node that actions run on. Source: https://auth0.com/docs/customize/actions/migrate-nodejs-22 */
export const runtime = "node22";

/** The keys of settings whose values are not in the files, each once. */
export function keysToFill(actions: readonly DeployedAction[]): string[] {
  const open = actions.flatMap(({ settings }) =>
    settings.filter(({ value }) => value === undefined),
  );
  return [...new Set(open.map(({ key }) => key))];
}

/** The keys of optional settings that have no value, each once. */
export function keysLeft(actions: readonly DeployedAction[]): string[] {
  return [...new Set(actions.flatMap(({ left }) => left))];
}
