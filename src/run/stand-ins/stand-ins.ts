import type { ModuleHost, ModuleSource, ScriptModule } from "../../emulator/host/require.ts";
import { packageOf, readModuleName } from "../../script/module-name.ts";
import { withClients } from "./clients.ts";
import { jsonwebtokenPackage } from "./jsonwebtoken.ts";
import { unknownPackage } from "./unknown.ts";

type Make = (host: ModuleHost) => unknown;

/** Packages that compute. */
const computingNames: Readonly<Record<string, Make>> = {
  jsonwebtoken: jsonwebtokenPackage,
  uuid: uuidPackage,
};

function uuidPackage(): unknown {
  const make = () => crypto.randomUUID();
  return Object.assign(() => make(), { v1: make, v4: make });
}

/** What there is beside installed packages. */
export interface StandInOptions {
  /** Packages that are part of this program, by name. They only compute. */
  readonly bundled: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Told of a package in whose place there is something else. */
  readonly note: (text: string) => void;
}

/**
 * Packages for scripts that are played without a network: HTTP clients that get the login's
 * answers, and for packages that are not installed something that answers a rule and its action
 * alike.
 *
 * @param installed gives the packages that there are
 */
export function withStandIns(
  installed: ModuleSource,
  { bundled, note }: StandInOptions,
): ModuleSource {
  const made = new Map<string, ScriptModule>();
  const standIn = (name: string, make: Make): ScriptModule => {
    const module = made.get(name) ?? { exports: make, waits: false, make };
    made.set(name, module);
    return module;
  };
  return withClients((name, version) => {
    const found = installed(name, version);
    if (found || readModuleName(name).kind !== "package") {
      return found;
    }
    const own = findBundled(name, bundled);
    if (own !== undefined) {
      return { exports: own, waits: false, computes: true };
    }
    const computing = Object.hasOwn(computingNames, name) ? computingNames[name] : undefined;
    if (computing) {
      return standIn(name, computing);
    }
    const owner = packageOf(name) ?? name;
    note(
      `${owner} is not installed: in its place there was something that answers the same to all scripts`,
    );
    return standIn(name, (host) => unknownPackage(host, name));
  });
}

/** A package, or a part of it such as `lodash/get`. */
function findBundled(name: string, bundled: StandInOptions["bundled"]): unknown {
  const [owner = "", part] = name.split("/");
  const found = Object.hasOwn(bundled, owner) ? bundled[owner] : undefined;
  return part === undefined ? found : found?.[part];
}
