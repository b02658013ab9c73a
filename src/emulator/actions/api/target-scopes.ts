import type { Login } from "../../login/login.ts";
import type { ApiTarget } from "./target.ts";
import { checkScope, checkScopeCount } from "./arguments.ts";
import type { EventTransaction, TargetScopesApi } from "../types/transaction-types.ts";

/** Source: https://auth0.com/docs/customize/actions/handling-scopes-in-actions ("Supported flows") */
const refusing = "oauth2-token-exchange-federated-connection";

/**
 * The methods that change the target scopes, at once: in the event of the action, and for the
 * actions after it. What is checked is what https://github.com/auth0/auth0-actions
 * (src/post-login/v3/test) checks, in its order.
 */
export function targetScopesApi({ event, session }: ApiTarget): TargetScopesApi {
  const { login } = session.facts;
  const change = (next: (scopes: Set<string>) => Iterable<string>) => {
    checkAvailable(login);
    const scopes = [...new Set(next(new Set(login.transaction.target_scopes)))];
    login.transaction.target_scopes = scopes;
    eventTransaction(event).target_scopes = [...scopes];
  };
  return {
    addTargetScope: (scope) => {
      change((scopes) => {
        scopes.add(checkScope(scope));
        // A scope that is there already is not one more.
        checkScopeCount(scopes.size);
        return scopes;
      });
    },
    removeTargetScope: (scope) => {
      change((scopes) => {
        scopes.delete(checkScope(scope));
        return scopes;
      });
    },
    setTargetScopes: (scopes) => {
      change(() => checkScopes(scopes));
    },
    clearTargetScopes: () => {
      change(() => []);
    },
  };
}

function checkAvailable({ transaction }: Login): void {
  if (transaction.target_scopes === undefined) {
    throw new Error("Method not implemented.");
  }
  if (transaction.protocol === refusing) {
    throw new Error(`Target scopes cannot be changed in a login by ${refusing}.`);
  }
}

function checkScopes(scopes: unknown): Set<string> {
  if (!Array.isArray(scopes)) {
    throw new TypeError("The value for scopes must be an array.");
  }
  const unique = new Set(Array.from(scopes, (scope: unknown) => checkScope(scope)));
  checkScopeCount(unique.size);
  return unique;
}

/** An event can be without a transaction, which is made where something of it is set. */
export function eventTransaction(event: ApiTarget["event"]): EventTransaction {
  return (event.transaction ??= { acr_values: [], locale: "en", ui_locales: [] });
}
