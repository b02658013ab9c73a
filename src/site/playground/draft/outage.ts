import type { Answer } from "../../../run/answers.ts";

/** What services do, other than to answer. */
export type Outage = "refused" | "silent" | "error" | "no-json";

export const outages: readonly {
  readonly id: Outage;
  readonly label: string;
  readonly answer: Answer;
}[] = [
  { id: "refused", label: "Refuse", answer: { url: "*", error: "ECONNREFUSED" } },
  { id: "silent", label: "Stay silent", answer: { url: "*", silent: true } },
  {
    id: "error",
    label: "Status 500",
    answer: { url: "*", status: 500, body: { error: "internal" } },
  },
  {
    id: "no-json",
    label: "Not JSON",
    answer: {
      url: "*",
      status: 200,
      headers: { "content-type": "text/html" },
      body: "<!doctype html><title>Down for maintenance</title>",
    },
  },
];

/** The answers during an outage: every service has the same, whatever else was described. */
export function answersDuring(outage: Outage): Answer[] {
  return outages.filter(({ id }) => id === outage).map(({ answer }) => answer);
}
