import { clockGlobals } from "../clock/globals.ts";
import { captureConsole } from "../host/console.ts";
import { isRecord } from "../../text/plain-data.ts";
import { passedOverSentence } from "../outcome/differences.ts";
import { describeFailure } from "../host/errors.ts";
import { nameOf, type ActionGlobals, type LoadedAction } from "../script/loaded.ts";
import type { User } from "../login/login.ts";
import { actionRequire } from "../host/require.ts";
import { GlobalObject } from "../script/global-object.ts";
import { restoreBuiltIns, warnOnce } from "../login/record.ts";
import { endScript, type Session } from "../login/session.ts";
import { secretsOf } from "../login/settings.ts";
import { actionsModules } from "./modules.ts";
import { sealCommands, type Commands } from "./api/commands.ts";
import { postLoginEvent } from "./event.ts";
import { apiUntilEnd } from "./api/late-api.ts";
import type { PostLoginHandler } from "./types/event-types.ts";

/** `return`: the user returns, and an action without the handler for it is passed over. */
export type HandlerKind = "execute" | "continue" | "return";

export interface ActionRun {
  entry: HandlerKind;
  user: User;
  commands: Commands;
}

type Failed = { error: unknown } | undefined;

/** Settles with what the action or one of its timers threw, if anything. */
export async function runOneAction(
  action: LoadedAction,
  session: Session,
  run: ActionRun,
): Promise<Failed> {
  const failed = await new Promise<Failed>((resolve) => {
    session.runtime.clock.onUncaught = (error) => {
      restoreBuiltIns(session.record);
      resolve({ error });
    };
    void callHandler(action, session, { ...run, resolve });
  });
  // Unless it has come to its end.
  endScript(action, session, "thrown");
  session.runtime.clock.onUncaught = warnOfCrash(action, session);
  return failed;
}

/** With nothing that goes through `then`, which scripts can replace. */
async function callHandler(
  action: LoadedAction,
  session: Session,
  { resolve, ...run }: ActionRun & { resolve: (failed: Failed) => void },
): Promise<void> {
  try {
    await runHandler(action, session, run);
    resolve(undefined);
  } catch (error) {
    restoreBuiltIns(session.record);
    resolve({ error });
  }
}

async function runHandler(
  action: LoadedAction,
  session: Session,
  { entry, user, commands }: ActionRun,
): Promise<void> {
  const handler = findHandler(startAction(action, session), entry);
  if (!handler) {
    session.record.warnings.push(passedOverSentence);
  }
  const { login, loginsCount, secrets: all } = session.facts;
  const secrets = secretsOf(action, all);
  const event = postLoginEvent(login, { user, loginsCount, secrets });
  const target = { commands, event, session, isContinued: entry !== "execute" };
  const api = apiUntilEnd(target, session.runtime.clock.work);
  const ended = handler?.(event, api);
  restoreBuiltIns(session.record);
  await ended;
  restoreBuiltIns(session.record);
  endScript(action, session, "ended");
  sealCommands(commands);
}

/** After the end of an action what its timers throw changes nothing. */
function warnOfCrash(
  action: LoadedAction,
  { runtime, record: { warnings } }: Session,
): (error: unknown) => void {
  const { work } = runtime.clock;
  return (error) => {
    work?.leaveWarning();
    const { name, message, stack } = describeFailure(error);
    warnings.push(`${action.name} failed after its end: ${stack ?? `${name}: ${message}`}`);
  };
}

function startAction(action: LoadedAction, session: Session): unknown {
  const module: { exports: unknown } = { exports: {} };
  const global = new GlobalObject();
  const { clock } = session.runtime;
  const console = captureConsole(nameOf(action), session);
  const common = { ...clockGlobals(clock), console };
  const warn = warnOnce(session.record);
  const source = session.facts.modules ?? action.modules;
  const globals: ActionGlobals = {
    ...common,
    global: global.object,
    module,
    exports: module.exports,
    require: actionRequire(
      { source, clock, warn },
      actionsModules(action.actionsModules ?? {}, { common, session }),
    ),
  };
  global.enter({ names: globals, login: session });
  action.start(globals);
  return module.exports;
}

/**
 * The exported handler. Source: https://github.com/auth0/auth0-actions (its loader tests the constructor's name)
 *
 * @throws TypeError if it is not an async function
 */
function findHandler(exports: unknown, entry: HandlerKind): PostLoginHandler | undefined {
  const name = entry === "execute" ? "onExecutePostLogin" : "onContinuePostLogin";
  const handler = isRecord(exports) ? exports[name] : undefined;
  if (handler === undefined && entry === "return") {
    return undefined;
  }
  if (typeof handler !== "function" || handler.constructor.name !== "AsyncFunction") {
    throw new TypeError(`the action must export an async function ${name}`);
  }
  return handler as PostLoginHandler;
}
