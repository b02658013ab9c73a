import { askedOf, type Otherwise } from "../run/requests.ts";
import type { Answer } from "../run/answers.ts";
import { keepAnswer } from "../input/answers.ts";

/** Lets a request out, and keeps what came back. */
export function goOut(onRecorded: (answer: Answer) => void): Otherwise {
  // As it is now: it may be replaced by what calls this.
  const { fetch } = globalThis;
  return {
    by: "network",
    answer: async (request, tell) => {
      tell({});
      try {
        const response = await fetch(request);
        const bytes = new Uint8Array(await response.arrayBuffer());
        tell({ status: response.status, answer: new TextDecoder().decode(bytes) });
        onRecorded(keepAnswer(askedOf(request), response, bytes));
        const { status, statusText, headers } = response;
        return new Response(bytes.length > 0 ? bytes : null, { status, statusText, headers });
      } catch (error) {
        tell({ error: causeOf(error) });
        throw error;
      }
    },
  };
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return error.cause instanceof Error ? error.cause.message : error.message;
}
