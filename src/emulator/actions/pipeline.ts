import type { LoadedAction } from "../script/loaded.ts";
import { isReturn, refresh } from "../login/login.ts";
import type { Outcome } from "../outcome/outcome.ts";
import { beginScript, type Session } from "../login/session.ts";
import { addCommands, noCommands, type Commands } from "./api/commands.ts";
import { passFactor } from "./api/factors.ts";
import { runOneAction, type HandlerKind } from "./handler.ts";
import { withPending, writeMetadata } from "./metadata.ts";
import type { Stop } from "../outcome/effects.ts";

/** How the actions of a login ended, or what the user has to do before they go on. */
export type ActionsEnding = Stop | { kind: "completed" } | Redirection;

/** The user is sent elsewhere, or shown a form. */
export interface Redirection {
  kind: "redirected";
  redirect: { url: string } | undefined;
  prompt: Outcome["prompt"];
}

/**
 * Runs actions in order, as one login, from the one that suspended it. Each sees in its event the
 * metadata that the ones before it set; metadata are written once, at the end or before a
 * suspension.
 * Source: https://auth0.com/docs/customize/actions/explore-triggers/post-login
 */
export async function runActions(
  actions: readonly LoadedAction[],
  session: Session,
): Promise<ActionsEnding> {
  const stored = session.runtime.management.store.find(session.facts.userId);
  if (!stored) {
    return { kind: "failed", error: new Error(`there is no user ${session.facts.userId}`) };
  }
  const ending = await runEach(actions, session, stored);
  if (!session.record.isOver) {
    await writeMetadata(session, stored);
  }
  return ending;
}

async function runEach(
  actions: readonly LoadedAction[],
  session: Session,
  stored: Parameters<typeof withPending>[0],
): Promise<ActionsEnding> {
  const { transaction } = session;
  const { warnings } = session.record;
  const { clock } = session.runtime;
  const first = transaction.suspendedAction ?? 0;
  for (const [index, action] of actions.entries()) {
    if (index < first) {
      continue;
    }
    warnings.push(...action.warnings);
    await clock.turn();
    beginScript(action, session);
    const run = {
      entry: entryOf(index, session),
      user: withPending(stored, transaction.commands),
      commands: noCommands(),
    };
    const failure = await runOneAction(action, session, run);
    // What a failed action had queued is discarded.
    if (failure) {
      return { kind: "failed", error: failure.error };
    }
    const stop = applyCommands(run.commands, session);
    if (stop?.kind === "redirected") {
      suspendAt(index, session, stop);
    }
    if (stop) {
      return stop;
    }
  }
  session.record.running = undefined;
  return { kind: "completed" };
}

/** What changed of the login is there on return; the form is, too, for the user's answer. */
function suspendAt(index: number, { facts, transaction }: Session, { prompt }: Redirection): void {
  transaction.suspendedAction = index;
  transaction.login = { ...facts.login, protocol: transaction.login.protocol, prompt };
}

/** Only the action that sent the user away goes on when the user is back. */
function entryOf(index: number, { facts: { login }, transaction }: Session): HandlerKind {
  if (transaction.suspendedAction !== undefined) {
    return index === transaction.suspendedAction ? "continue" : "execute";
  }
  // The description of the login says that the user returns; the rules of the login have not sent
  // them away.
  const isDescribed = isReturn(login) && isReturn(transaction.login);
  return isDescribed ? "return" : "execute";
}

/** Adds what an action asked for to the rest; a denial goes before a suspension. */
function applyCommands(commands: Commands, session: Session): Stop | Redirection | undefined {
  const { facts, runtime, record, transaction } = session;
  addCommands(transaction.commands, commands, record);
  const timestamp = new Date(runtime.clock.now()).toISOString();
  for (const name of commands.methods) {
    runtime.management.store.recordMethod(facts.userId, { name, timestamp });
  }
  const denial = commands.denial ?? revocation(commands, session);
  if (denial !== undefined) {
    return { kind: "denied", reason: denial };
  }
  const { redirect, prompt, factor } = commands;
  if (redirect || prompt) {
    if (hasTokenEffects(commands)) {
      record.warnings.push("it is not documented that claims and scopes outlive a suspension");
    }
    return { kind: "redirected", redirect, prompt };
  }
  return factor && passFactor(factor, session);
}

/** A revoked session or refresh token ends the login, too. */
function revocation(
  { session, refreshToken }: Commands,
  { facts: { login }, record: { warnings } }: Session,
) {
  if (refreshToken.revoked !== undefined && login.protocol !== refresh) {
    warnings.push("a refresh token can be revoked in a refresh token exchange only");
  } else if (refreshToken.revoked !== undefined) {
    return refreshToken.revoked;
  }
  return session.revoked;
}

function hasTokenEffects({ idToken, accessToken, scopes }: Commands): boolean {
  return Object.keys(idToken).length + Object.keys(accessToken).length + scopes.size > 0;
}
