import { BaseSequencer, type TestSequencerConstructor, type TestSpecification } from "vitest/node";

/**
 * Begins with the files that take longest, so that no worker waits at the end for another. Vitest
 * itself sorts by earlier runs, and in a fresh clone by size, which says little.
 *
 * @param names the ends of the files' paths
 */
export function longestFirst(names: readonly string[]): TestSequencerConstructor {
  const isLong = ({ moduleId }: TestSpecification) =>
    names.some((name) => moduleId.replaceAll("\\", "/").endsWith(name));
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const sorted = await super.sort(files);
      return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
    }
  };
}
