import { afterAll, beforeAll } from "vitest";

import { optimiseAsUsual, optimiseLate } from "../../src/node/optimiser.ts";

/**
 * Lets V8 optimise as usual while the tests of a file run. This pays where programs of megabytes are
 * parsed, and where threads start, which take the compiled code that Node brings under the usual
 * flags only.
 */
export function useUsualOptimiser(): void {
  beforeAll(optimiseAsUsual);
  afterAll(optimiseLate);
}
