import { askedOf, fetchFailed, type Otherwise } from "./requests.ts";

/** Fails a request as if nobody listened. */
export const refuse: Otherwise = {
  by: "nobody",
  answer: (request, tell) => {
    const { method, url } = askedOf(request);
    const reason = "the network is off";
    tell({ error: reason });
    return Promise.reject(fetchFailed(`${reason}: ${method} ${url}`, "ECONNREFUSED"));
  },
};
