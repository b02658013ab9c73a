import { expect, test } from "vitest";

import { shrink } from "../../src/explore/shrink.ts";
import { emptyTrial } from "../../src/explore/trial.ts";

test("what a login shows without is taken away, and the rest stays", async () => {
  const trial = {
    ...emptyTrial,
    user: { name: "Jo", app_metadata: { plan: "gold", roles: ["a", "b"] } },
    login: { protocol: "samlp" },
    answers: [{ url: "*", status: 500 }],
  };
  const smallest = await shrink(trial, ({ user, login }) =>
    Promise.resolve("protocol" in login && JSON.stringify(user).includes('"b"')),
  );
  expect(smallest).toEqual({
    ...emptyTrial,
    user: { app_metadata: { roles: ["b"] } },
    login: { protocol: "samlp" },
  });
});

test("a login is played only so often", async () => {
  let played = 0;
  const trial = { ...emptyTrial, user: { a: 1, b: 2, c: 3, d: 4 } };
  await shrink(
    trial,
    () => {
      played++;
      return Promise.resolve(false);
    },
    2,
  );
  expect(played).toBe(2);
});
