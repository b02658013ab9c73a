import type { Tenant } from "../emulator/tenant.ts";
import { sendHttpBy } from "./http.ts";

type Fetch = typeof fetch;

/**
 * Lets a tenant answer what this process asks its domains with `fetch`, `http` or `https`, so that
 * packages such as auth0 and request reach it, too. All else goes where it went before.
 * Interceptors that are called before Node's agents, such as those of nock for `http`, still answer
 * first.
 *
 * @returns ends it
 */
export function serveTenant(tenant: Pick<Tenant, "answer" | "serves">): () => void {
  const { fetch: before } = globalThis;
  const ask: Fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const answer = tenant.serves(url) ? tenant.answer(new Request(input, init)) : undefined;
    return answer ?? before(input, init);
  };
  globalThis.fetch = ask;
  const stop = sendHttpBy(ask, (origin) => tenant.serves(origin));
  return () => {
    stop();
    if (globalThis.fetch === ask) {
      globalThis.fetch = before;
    }
  };
}
