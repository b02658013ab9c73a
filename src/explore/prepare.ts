import type { FormText } from "../run/job.ts";
import { DepthError } from "../script/syntax/parser.ts";
import type { Playable } from "./play/local-player.ts";
import { harvest, type Harvest, type Read } from "./read/harvest.ts";
import { instrument, type FirstNumbers } from "./read/instrument.ts";
import type { LineMark } from "./read/line-marks.ts";
import type { SpannedBranch } from "./report/report.ts";
import { readSyntax } from "./read/syntax.ts";

/** A statement, and the file that it is in; its lines are the file's. */
export interface PlacedMark extends LineMark {
  readonly file: string;
}

/** Scripts that tell which ways they go. */
export interface Prepared {
  /** By what was given. */
  readonly scripts: readonly Playable[];
  /** By number. */
  readonly branches: readonly SpannedBranch[];
  /** By number. */
  readonly marks: readonly PlacedMark[];
  readonly harvest: Harvest;
  /** The name of the function that scripts tell. */
  readonly reach: string;
}

/**
 * Makes scripts tell which ways they go. One that cannot be parsed stays: whoever loads it says
 * what is wrong.
 */
export function prepare(pipelines: readonly (readonly FormText[])[]): Prepared {
  const maker = new Maker(freeName(pipelines.flat()));
  const scripts = pipelines.map((plain) => ({
    plain,
    told: plain.map((text) => maker.make(text)),
    reach: maker.reach,
  }));
  return { scripts, ...maker.finish() };
}

class Maker {
  readonly reach: string;
  readonly #branches: SpannedBranch[] = [];
  readonly #marks: PlacedMark[] = [];
  readonly #read: Read[] = [];
  #probes = 0;

  constructor(reach: string) {
    this.reach = reach;
  }

  make(text: FormText): FormText {
    const numbers = {
      branch: this.#branches.length,
      probe: this.#probes,
      mark: this.#marks.length,
    };
    const read = attempt(text, this.reach, numbers);
    if (!read) {
      return text;
    }
    const { code, branches, probes, marks } = read.made;
    const { file, line: first } = text;
    this.#read.push(read);
    this.#probes += probes.length;
    for (const { kind, line, start, end } of branches) {
      this.#branches.push({ kind, file, line: first + line - 1, start, end });
    }
    for (const mark of marks) {
      const { line, endLine } = mark;
      this.#marks.push({ ...mark, file, line: first + line - 1, endLine: first + endLine - 1 });
    }
    return { ...text, code };
  }

  finish(): Omit<Prepared, "scripts"> {
    return {
      branches: this.#branches,
      marks: this.#marks,
      harvest: harvest(this.#read),
      reach: this.reach,
    };
  }
}

function attempt(text: FormText, reach: string, first: FirstNumbers) {
  if (!text.enabled) {
    return undefined;
  }
  try {
    const syntax = readSyntax(text);
    return { syntax, made: instrument(syntax, reach, first) };
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
