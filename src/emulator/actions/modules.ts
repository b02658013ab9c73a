import type { ClockGlobals } from "../clock/globals.ts";
import type { LoadedActionsModule, ModuleGlobals } from "../script/loaded.ts";
import { moduleRequire } from "../host/require.ts";
import { GlobalObject } from "../script/global-object.ts";
import { warnOnce } from "../login/record.ts";
import type { Session } from "../login/session.ts";

interface Given {
  /** What a module has of the action that loads it. */
  common: ClockGlobals & { console: unknown };
  session: Session;
}

/**
 * Loads Actions Modules by name, each once in an action: what one has thrown, it throws each time.
 * Source: https://github.com/auth0/auth0-actions
 */
export function actionsModules(
  modules: Readonly<Record<string, LoadedActionsModule>>,
  given: Given,
): (name: string) => { exports: unknown } | undefined {
  const loaded = new Map<string, () => { exports: unknown }>();
  return (name) => {
    const module = Object.hasOwn(modules, name) ? modules[name] : undefined;
    if (!module) {
      return undefined;
    }
    let load = loaded.get(name);
    if (!load) {
      loaded.set(name, (load = once(() => startModule(module, given))));
    }
    return load();
  };
}

function startModule(
  loaded: LoadedActionsModule,
  { common, session }: Given,
): { exports: unknown } {
  const module: { exports: unknown } = { exports: {} };
  const global = new GlobalObject();
  const globals: ModuleGlobals = {
    ...common,
    global: global.object,
    module,
    exports: module.exports,
    require: moduleRequire({
      source: loaded.modules,
      clock: session.runtime.clock,
      warn: warnOnce(session.record),
    }),
    actions: { secrets: { ...loaded.secrets } },
  };
  global.enter({ names: globals, login: session });
  loaded.start(globals);
  return module;
}

function once<T>(work: () => T): () => T {
  let done: { value: T } | { error: unknown } | undefined;
  return () => {
    try {
      done ??= { value: work() };
    } catch (error) {
      done = { error };
    }
    if ("error" in done) {
      throw done.error;
    }
    return done.value;
  };
}
