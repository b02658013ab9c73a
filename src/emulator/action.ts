import { noCommands, postLoginApi, type Commands } from "./action-api.ts";
import type { PostLoginApi, PostLoginEvent } from "./action-types.ts";
import { captureConsole } from "./console.ts";
import { clockGlobals } from "./clock-globals.ts";
import { isRecord } from "./copy.ts";
import { describeFailure } from "./errors.ts";
import { postLoginEvent } from "./event.ts";
import type { ActionGlobals, LoadedAction } from "./loaded.ts";
import type { User } from "./login.ts";
import { patchUser } from "./management.ts";
import { scriptRequire } from "./require.ts";
import type { Effects, Ending, Session } from "./session.ts";
import type { MetadataKind } from "./user-store.ts";

type Handler = (event: PostLoginEvent, api: PostLoginApi) => Promise<unknown>;

const KINDS: readonly MetadataKind[] = ["user_metadata", "app_metadata"];

/**
 * Runs actions in order, as one login. Each sees in its event the metadata that the ones before it set; metadata
 * are written once, at the end. A denial or a redirect keeps later actions from running.
 * Source: https://auth0.com/docs/customize/actions/explore-triggers/signup-and-login-triggers/login-trigger
 */
export async function runActions(
  actions: readonly LoadedAction[],
  session: Session,
  stored: User,
): Promise<Ending> {
  const total = noCommands();
  const ending = await runEach(actions, session, { stored, total });
  if (!session.isOver) await writeMetadata(total, session, stored);
  return ending ?? { kind: "completed", ...actionEffects(total, session) };
}

interface Run {
  stored: User;
  /** The commands of all actions so far. */
  total: Commands;
}

async function runEach(
  actions: readonly LoadedAction[],
  session: Session,
  { stored, total }: Run,
): Promise<Ending | undefined> {
  for (const action of actions) {
    session.warnings.push(...action.warnings);
    await session.clock.turn();
    const user = withPending(stored, total);
    const commands = noCommands();
    const hasPrimaryUser = total.primaryUser !== undefined;
    const failure = await runOneAction(action, session, { user, commands, hasPrimaryUser });
    // What a failed action had queued is discarded.
    if (failure) return { kind: "failed", error: failure.error };
    addCommands(total, commands, session);
    if (commands.denial !== undefined) return { kind: "denied", reason: commands.denial };
    if (commands.redirect) return undefined;
  }
  return undefined;
}

interface OneRun {
  user: User;
  commands: Commands;
  hasPrimaryUser: boolean;
}

/** Settles with what the action or one of its timers threw, if anything. */
async function runOneAction(
  action: LoadedAction,
  session: Session,
  run: OneRun,
): Promise<{ error: unknown } | undefined> {
  const crashed = new Promise<{ error: unknown }>((resolve) => {
    session.clock.onUncaught = (error) => {
      resolve({ error });
    };
  });
  try {
    return await Promise.race([callHandler(action, session, run), crashed]);
  } catch (error) {
    return { error };
  } finally {
    session.clock.onUncaught = warnOfCrash(action, session);
  }
}

async function callHandler(
  action: LoadedAction,
  session: Session,
  { user, commands, hasPrimaryUser }: OneRun,
): Promise<undefined> {
  const handler = findHandler(startAction(action, session), session);
  const { loginsCount, configuration } = session;
  const event = postLoginEvent(session.login, { user, loginsCount, secrets: configuration });
  const api = postLoginApi({ commands, event, session, hasPrimaryUser });
  await handler?.(event, api);
}

/** After the end of an action what its timers throw changes nothing. */
function warnOfCrash(action: LoadedAction, { warnings }: Session): (error: unknown) => void {
  return (error) => {
    const { name, message, stack } = describeFailure(error);
    warnings.push(`${action.name} failed after its end: ${stack ?? `${name}: ${message}`}`);
  };
}

function startAction(action: LoadedAction, session: Session): unknown {
  const module: { exports: unknown } = { exports: {} };
  const globals: ActionGlobals = {
    ...clockGlobals(session.clock),
    module,
    exports: module.exports,
    global: {},
    require: scriptRequire(session.modules ?? action.modules, () => {
      session.clock.follow();
    }),
    console: captureConsole(session.console),
  };
  action.start(globals);
  return module.exports;
}

/**
 * The exported handler. A login that returns from a redirect enters `onContinuePostLogin`, if there is one.
 * Source: https://github.com/auth0/auth0-actions (its loader tests the constructor's name)
 *
 * @throws TypeError if it is not an async function
 */
function findHandler(exports: unknown, { login }: Session): Handler | undefined {
  const isBack = login.protocol === "redirect-callback";
  const name = isBack ? "onContinuePostLogin" : "onExecutePostLogin";
  const handler = isRecord(exports) ? exports[name] : undefined;
  if (handler === undefined && isBack) return undefined;
  if (typeof handler !== "function" || handler.constructor.name !== "AsyncFunction")
    throw new TypeError(`the action must export an async function ${name}`);
  return handler as Handler;
}

function withPending(stored: User, { metadata }: Commands): User {
  const user = { ...stored };
  for (const kind of KINDS) {
    const merged = { ...stored[kind], ...metadata[kind] };
    user[kind] = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
  }
  return user;
}

function addCommands(total: Commands, added: Commands, { warnings }: Session): void {
  Object.assign(total.idToken, added.idToken);
  Object.assign(total.accessToken, added.accessToken);
  Object.assign(total.saml, added.saml);
  Object.assign(total.samlAttributes, added.samlAttributes);
  total.addedScopes.push(...added.addedScopes);
  total.removedScopes.push(...added.removedScopes);
  total.multifactor = added.multifactor ?? total.multifactor;
  total.redirect = added.redirect ?? total.redirect;
  total.primaryUser = added.primaryUser ?? total.primaryUser;
  const hasMetadata = KINDS.some((kind) => Object.keys(added.metadata[kind]).length > 0);
  if (added.primaryUser !== undefined && hasMetadata)
    warnings.push("metadata set by the action that sets the primary user are lost");
  else for (const kind of KINDS) Object.assign(total.metadata[kind], added.metadata[kind]);
}

/** One write after all actions. If it fails the login goes on without it, which an action cannot notice. */
async function writeMetadata(total: Commands, session: Session, stored: User): Promise<void> {
  const changes: Partial<Record<MetadataKind, unknown>> = {};
  for (const kind of KINDS) {
    const changed = changedKeys(stored[kind], total.metadata[kind]);
    if (Object.keys(changed).length > 0) changes[kind] = changed;
  }
  if (Object.keys(changes).length === 0) return;
  try {
    await patchUser(session.management, session.userId, changes);
  } catch (error) {
    session.warnings.push(`metadata are not stored: ${describeFailure(error).message}`);
  }
}

/** Without values that are stored already. */
function changedKeys(
  stored: Record<string, unknown> | undefined,
  pending: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(pending).filter(
      ([key, value]) => JSON.stringify(stored?.[key]) !== JSON.stringify(value),
    ),
  );
}

function actionEffects(total: Commands, session: Session): Effects {
  const effects: Effects = { idToken: total.idToken, accessToken: total.accessToken };
  if (total.addedScopes.length + total.removedScopes.length > 0)
    effects.scope = changedScopes(total, session);
  if (total.multifactor) effects.multifactor = total.multifactor;
  if (total.redirect) effects.redirect = total.redirect;
  if (total.primaryUser !== undefined) effects.primaryUser = total.primaryUser;
  effects.saml = { ...total.saml };
  if (Object.keys(total.samlAttributes).length > 0)
    effects.saml["attributes"] = total.samlAttributes;
  return effects;
}

/** The requested scopes, with the added ones and without the removed ones. */
function changedScopes(total: Commands, { login }: Session): string[] {
  const requested = login.transaction.requested_scopes ?? bodyScopes(login.request?.body);
  const scopes = new Set([...requested, ...total.addedScopes]);
  for (const scope of total.removedScopes) scopes.delete(scope);
  return [...scopes];
}

function bodyScopes(body: Record<string, unknown> | undefined): string[] {
  const scope = body?.["scope"];
  return typeof scope === "string" ? scope.split(/\s+/).filter(Boolean) : [];
}
