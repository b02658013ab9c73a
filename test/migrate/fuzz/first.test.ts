import { test } from "vitest";

import { expectNoDifference } from "./no-difference.ts";

// With second.test.ts, 2,000 rules. Two files are run at the same time.
test("none of 1,000 rules differs from its action without a condition", async () => {
  await expectNoDifference(1, 1_000);
}, 300_000);
