import { test } from "vitest";

import { expectNoDifference } from "./no-difference.ts";

// The other half of first.test.ts.
test("none of 1,000 other rules differs from its action without a condition", async () => {
  await expectNoDifference(2, 1_000);
}, 300_000);
