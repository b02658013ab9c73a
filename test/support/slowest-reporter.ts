import type { Reporter, TestModule } from "vitest/node";

/** How many tests are listed. */
const most = 10;

interface TimedTest {
  readonly file: string;
  readonly title: string;
  /** Milliseconds. */
  readonly duration: number;
}

/** Prints the slowest tests at the end of a run. */
class SlowestReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    process.stdout.write(renderSlowest(modules.flatMap(listTests)));
  }
}

function listTests(module: TestModule): TimedTest[] {
  return [...module.children.allTests()].map((test) => ({
    file: module.relativeModuleId,
    title: test.fullName,
    duration: test.diagnostic()?.duration ?? 0,
  }));
}

/** The slowest ten of some tests, a line each, the slowest first. */
export function renderSlowest(tests: readonly TimedTest[]): string {
  const slowest = [...tests].sort((a, b) => b.duration - a.duration).slice(0, most);
  const lines = slowest.map(
    ({ file, title, duration }) =>
      `${(duration / 1000).toFixed(1).padStart(6)} s  ${file} > ${title}\n`,
  );
  return `\nThe slowest tests\n${lines.join("")}`;
}

/**
 * The reporters of a run: in CI also the slowest tests and, in a workflow of GitHub, what Vitest
 * has there unless told otherwise.
 *
 * @param variables of the environment
 */
export function listReporters(
  variables: Readonly<Record<string, string | undefined>>,
): (string | Reporter)[] {
  return [
    "default",
    ...(variables["GITHUB_ACTIONS"] === "true" ? ["github-actions"] : []),
    ...(variables["CI"] === undefined ? [] : [new SlowestReporter()]),
  ];
}
