import type { RequestLog } from "../../run/job.ts";

const networkOff = "the network is off";

/** Logs what is refused, as a request that nobody answers, and gives the error for it. */
export type Refuse = (method: string, what: string, code: string) => Error;

export function makeRefuse(onRequest: (request: RequestLog) => void): Refuse {
  return (method, what, code) => {
    onRequest({ method, url: what, by: "nobody", error: networkOff });
    return Object.assign(new Error(`${networkOff}: ${what}`), { code });
  };
}
