import { describe, expect, test } from "vitest";

import { aUser } from "../../../../src/emulator/login/samples.ts";
import type { Outcome } from "../../../../src/emulator/outcome/outcome.ts";
import type { Result } from "../../../../src/run/job.ts";
import type { FormRun } from "../../../../src/site/playground/run/played.ts";
import { Runs } from "../../../../src/site/playground/run/runs.ts";
import type { Leg } from "../../../../src/site/playground/run/sandbox/sandbox.ts";
import { aJob } from "../../../run/aJob.ts";
import { anOutcome } from "../../../run/anOutcome.ts";

function aLeg(changes: Partial<Outcome> = {}, more: Partial<Result> = {}): Leg {
  const result = { ran: [], requests: [], unused: [], milliseconds: 0, ...more };
  return { kind: "result", result: { ...result, outcome: anOutcome(changes) } };
}

const job = aJob("", { secrets: { KEY: "s3cr3t" } });
const both = [
  { form: "action", job, tellsUnused: true },
  { form: "rule", job, tellsUnused: true },
] as const;

/** Workers that answer with these legs, one worker for each list. */
function workersOf(...legs: (readonly Leg[])[]) {
  const ended: number[] = [];
  const resumedAs: unknown[] = [];
  let opened = 0;
  const open = () => {
    const number = opened++;
    const left = [...(legs[number] ?? [])];
    const next = () => {
      const leg = left.shift();
      return leg ? Promise.resolve(leg) : Promise.reject(new Error("nothing is left"));
    };
    return {
      login: next,
      resume: (_: unknown, user: unknown) => {
        resumedAs.push(user);
        return next();
      },
      end: () => ended.push(number),
    };
  };
  return { open, ended, resumedAs };
}

function lastOf(run: FormRun | undefined) {
  return run?.kind === "played" ? run.legs.at(-1) : undefined;
}

describe("a run of both forms", () => {
  test("tells what came of each, without a secret", async () => {
    const { open } = workersOf([aLeg({ idToken: { a: "s3cr3t" } })], [aLeg()]);
    const [action, rule] = await new Runs(open).start(both);
    expect(lastOf(action)?.report.outcome.idToken).toEqual({ a: "«KEY»" });
    expect(lastOf(rule)?.report.outcome.idToken).toEqual({});
  });

  test("says where they differ, without a secret", async () => {
    const runs = new Runs(workersOf([aLeg({ idToken: { a: "s3cr3t" } })], [aLeg()]).open);
    await runs.start(both);
    expect(runs.compare()).toEqual({
      kind: "different",
      differences: [{ path: ["idToken", "a"], rule: undefined, action: "«KEY»" }],
    });
  });

  test("compares nothing if one of them did not play", async () => {
    const refused: Leg = { kind: "refused", message: "no" };
    const runs = new Runs(workersOf([refused], [aLeg()]).open);
    expect((await runs.start(both))[0]).toEqual({ ...refused, form: "action" });
    expect(runs.compare()).toBeUndefined();
  });

  test("ends the workers of the one before", async () => {
    const { open, ended } = workersOf([aLeg()], [aLeg()], [aLeg()]);
    const runs = new Runs(open);
    await runs.start(both);
    await runs.start(both.slice(0, 1));
    expect(ended).toEqual([0, 1]);
  });

  test("ends all its workers when one of them fails", async () => {
    const { open, ended } = workersOf([], [aLeg()]);
    const runs = new Runs(open);
    await expect(runs.start(both)).rejects.toThrow("nothing is left");
    runs.end();
    expect(ended).toEqual([0, 1]);
  });
});

test("a change of the user beside the metadata is told apart", async () => {
  const user = aUser({ nickname: "other", app_metadata: { a: 1 } });
  const { open } = workersOf([aLeg({ appMetadata: { a: 1 } }, { user })]);
  const [action] = await new Runs(open).start(both.slice(0, 1));
  expect(lastOf(action)?.profile).toEqual([
    { key: "nickname", before: "jane.doe", after: "other" },
  ]);
  expect(lastOf(action)?.report.changes.appMetadata).toEqual([{ key: "a", after: 1 }]);
});

describe("the return of a user", () => {
  const sent = aUser({ app_metadata: { sent: true } });
  const away = aLeg(
    {
      result: "redirected",
      redirect: { url: "https://example.com/" },
      appMetadata: { sent: true },
    },
    { state: "state-1", user: sent },
  );

  test("goes on with the user as the first part has left them", async () => {
    const back = aLeg({ appMetadata: { sent: true, back: true } });
    const { open, resumedAs } = workersOf([away, back], [aLeg()]);
    const runs = new Runs(open);
    await runs.start(both);
    const [action, rule] = await runs.resume({});
    expect(resumedAs).toEqual([sent]);
    expect(action?.kind === "played" && action.legs).toHaveLength(2);
    expect(rule?.kind === "played" && rule.legs).toHaveLength(1);
    expect(lastOf(action)?.report.changes.appMetadata).toEqual([{ key: "back", after: true }]);
  });

  test("is compared at the end of both", async () => {
    const runs = new Runs(workersOf([away, aLeg()], [away, aLeg({ result: "denied" })]).open);
    await runs.start(both);
    expect(runs.compare()).toEqual({ kind: "same" });
    await runs.resume({});
    expect(runs.compare()).toEqual({
      kind: "different",
      differences: [{ path: ["result"], rule: "denied", action: "allowed" }],
    });
  });
});
