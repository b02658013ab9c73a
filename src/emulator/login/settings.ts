import { guess } from "../../text/nearest.ts";
import { nameOf, type LoadedAction } from "../script/loaded.ts";
import type { PipelineLogin } from "./pipeline-login.ts";

type Settings = Readonly<Record<string, string>>;

/** What one action can have. */
export const mostSecrets = 30;

/** Source: https://auth0.com/docs/troubleshoot/customer-support/operational-policies/entity-limit-policy */
const limits = {
  actions: 20,
  secrets: mostSecrets,
  secretKey: 128,
  secretValue: 4096,
  configurationKey: 127,
};

/**
 * A frozen copy of the settings of rules.
 *
 * @throws TypeError or RangeError if the platform would not store them
 */
export function checkConfiguration(settings: Record<string, unknown>): Settings {
  for (const key of Object.keys(settings)) {
    if (!/^[A-Za-z0-9_\-@*+:]+$/.test(key) || key.length > limits.configurationKey) {
      throw new RangeError(`${JSON.stringify(key)} cannot be the key of a setting of rules`);
    }
  }
  return checkStrings(settings);
}

/**
 * A frozen copy of the settings of an action, or of all that have none of their own.
 *
 * @param of what has the secrets, for messages
 * @throws TypeError or RangeError if the platform would not store them
 */
export function checkSecrets(settings: Record<string, unknown>, of = "an action"): Settings {
  const secrets = checkStrings(settings);
  const entries = Object.entries(secrets);
  if (entries.length > limits.secrets) {
    throw new RangeError(`${of} has at most ${limits.secrets} secrets, not ${entries.length}`);
  }
  for (const [key, value] of entries) {
    const [keyLength, valueLength] = [lengthOf(key), lengthOf(value)];
    if (keyLength === 0 || keyLength > limits.secretKey) {
      throw new RangeError(
        `the name of a secret has 1 to ${limits.secretKey} characters, not ${keyLength}`,
      );
    }
    if (valueLength > limits.secretValue) {
      throw new RangeError(
        `the secret ${key} has at most ${limits.secretValue} characters, not ${valueLength}`,
      );
    }
  }
  return secrets;
}

/** In characters, as people count them. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** The secrets of the actions of one login. */
export interface LoginSecrets {
  /** Those of the actions that have none of their own. */
  readonly shared: Settings;
  readonly own: ReadonlyMap<LoadedAction, Settings>;
}

const noSecrets: ReadonlyMap<LoadedAction, Settings> = new Map();

/**
 * Says which action has which secrets: those that the login gives it by its name, else those it was
 * loaded with, else those of the login. Source:
 * https://auth0.com/docs/customize/actions/write-your-first-action
 *
 * @throws TypeError or RangeError if the platform would not store them, or if the login has no
 * action of a name
 */
export function assignSecrets(
  actions: readonly LoadedAction[],
  { secrets = {}, actionSecrets = {} }: Pick<PipelineLogin, "secrets" | "actionSecrets">,
): LoginSecrets {
  checkNames(actions, actionSecrets);
  const shared = checkSecrets(secrets);
  if (actions.length === 0) {
    return { shared, own: noSecrets };
  }
  const own = actions.flatMap((action) => {
    const name = nameOf(action);
    const given = Object.hasOwn(actionSecrets, name) ? actionSecrets[name] : action.secrets;
    return given ? [[action, checkSecrets(given, `the action ${name}`)] as const] : [];
  });
  return { shared, own: new Map(own) };
}

function checkNames(actions: readonly LoadedAction[], actionSecrets: object): void {
  for (const name of Object.keys(actionSecrets)) {
    const names = actions.map(nameOf);
    if (!names.includes(name)) {
      throw new RangeError(`the login has no action ${name}${guess(name, names)}`);
    }
  }
}

/** The secrets that an action sees. */
export function secretsOf(action: LoadedAction, { shared, own }: LoginSecrets): Settings {
  return own.get(action) ?? shared;
}

/** @throws RangeError if there are more actions than a trigger can have */
export function checkActions(actions: readonly LoadedAction[]): void {
  if (actions.length > limits.actions) {
    throw new RangeError(`a trigger has at most ${limits.actions} actions`);
  }
}

function checkStrings(settings: Record<string, unknown>): Settings {
  const checked: Record<string, string> = {};
  for (const [key, value] of Object.entries(settings)) {
    if (typeof value !== "string") {
      throw new TypeError(`the setting ${key} is not a string`);
    }
    checked[key] = value;
  }
  return Object.freeze(checked);
}
