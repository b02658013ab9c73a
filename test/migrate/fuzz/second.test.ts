import { test } from "vitest";

import { expectNoDifference, runs } from "./no-difference.ts";

// The other half of first.test.ts.
test(`none of ${runs} other rules differs from its action without a condition`, async () => {
  await expectNoDifference(2);
}, 300_000);
