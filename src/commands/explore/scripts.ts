import { harvest, type Harvest } from "../../explore/harvest.ts";
import { instrument, type Branch } from "../../explore/instrument.ts";
import type { PlacedBranch } from "../../explore/report.ts";
import type { FormText } from "../../run/job.ts";
import { DepthError } from "../../script/syntax/parser.ts";

/** Scripts that tell which branches they take. */
export interface Prepared {
  /** By what was given, with the function that tells. */
  readonly pipelines: readonly (readonly FormText[])[];
  /** By number. */
  readonly branches: readonly PlacedBranch[];
  readonly harvest: Harvest;
  /** The name of the function that tells. */
  readonly reach: string;
}

/**
 * Makes scripts tell which branches they take. One that cannot be parsed stays: whoever loads it
 * says what is wrong.
 */
export function prepare(pipelines: readonly (readonly FormText[])[]): Prepared {
  const texts = pipelines.flat();
  const reach = freeName(texts);
  const branches: PlacedBranch[] = [];
  const read: { form: FormText["form"]; code: string; branches: readonly Branch[] }[] = [];
  const told = pipelines.map((pipeline) =>
    pipeline.map((text) => {
      const made = attempt(text, reach, branches.length);
      if (!made) {
        return text;
      }
      read.push({ form: text.form, code: text.code, branches: made.branches });
      for (const { kind, line } of made.branches) {
        branches.push({ kind, file: text.file, line: text.line + line - 1 });
      }
      return { ...text, code: made.code };
    }),
  );
  return { pipelines: told, branches, harvest: harvest(read), reach };
}

function attempt(text: FormText, reach: string, first: number) {
  try {
    return text.enabled ? instrument(text, reach, first) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DepthError) {
      return undefined;
    }
    throw error;
  }
}

/** A name that no script has. */
function freeName(texts: readonly FormText[]): string {
  let name = "__reached";
  while (texts.some(({ code }) => code.includes(name))) {
    name += "_";
  }
  return name;
}
