import { test } from "vitest";

import { expectNoDifference, runs } from "./no-difference.ts";

// With second.test.ts, all of the rules. Two files are run at the same time.
test(`none of ${runs} rules differs from its action without a condition`, async () => {
  await expectNoDifference(1);
}, 300_000);
