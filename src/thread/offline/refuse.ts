import type { RequestLog } from "../../run/job.ts";

const NETWORK_OFF = "the network is off";

/** Logs what is refused, as a request that nobody answers, and gives the error for it. */
export type Refuse = (method: string, what: string, code: string) => Error;

export function makeRefuse(onRequest: (request: RequestLog) => void): Refuse {
  return (method, what, code) => {
    onRequest({ method, url: what, by: "nobody", error: NETWORK_OFF });
    return Object.assign(new Error(`${NETWORK_OFF}: ${what}`), { code });
  };
}
