import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll } from "vitest";

import { runTry } from "../../../src/commands/try.ts";
import { readProgram, type Program } from "../../../src/thread/program.ts";
import type { Report } from "../../../src/run/report.ts";

const root = join(import.meta.dirname, "..", "..", "..");

/** A folder of a test file's, in which `try` runs. */
export interface Workspace {
  /** Makes a folder with these files, by place, and gives its name. Objects are written as JSON. */
  make: (files: Readonly<Record<string, string | object>>) => string;
  /** Where a made folder is. */
  path: (name: string) => string;
  run: (...args: string[]) => Promise<{ code: number; stdout: string; stderr: string }>;
  /** The same with `--json`. */
  report: (...args: string[]) => Promise<Report>;
}

export function aWorkspace(): Workspace {
  let program: Program;
  let cwd = "";
  let made = 0;
  beforeAll(async () => {
    cwd = mkdtempSync(join(tmpdir(), "rules-templates-"));
    program = await readProgram();
  });
  afterAll(() => {
    rmSync(cwd, { recursive: true, force: true });
  });
  const run: Workspace["run"] = async (...args) => {
    const result = { code: 0, stdout: "", stderr: "" };
    result.code = await runTry(args, {
      root: cwd,
      cwd,
      gallery: join(root, "rules.json"),
      stdout: { write: (text) => (result.stdout += text) },
      stderr: { write: (text) => (result.stderr += text) },
      load: () => import("../../../src/commands/build/speed/compiler.ts"),
      program,
    });
    return result;
  };
  return {
    run,
    path: (name) => join(cwd, name),
    make: (files) => {
      const name = `tenant-${++made}`;
      for (const [file, content] of Object.entries(files)) {
        const place = join(cwd, name, file);
        mkdirSync(dirname(place), { recursive: true });
        writeFileSync(place, typeof content === "string" ? content : JSON.stringify(content));
      }
      return name;
    },
    report: async (...args) => {
      const { stdout, stderr } = await run(...args, "--json");
      if (stderr !== "") {
        throw new Error(stderr);
      }
      return JSON.parse(stdout) as Report;
    },
  };
}

/** A rule that adds its mark to a claim. */
export function aMark(mark: string): string {
  return `function mark(user, context, callback) {
  context.idToken.marks = (context.idToken.marks || "") + ${JSON.stringify(mark)};
  callback(null, user, context);
}
`;
}

/** An action that puts its mark into the metadata of the user. */
export function anActionMark(mark: string): string {
  return `exports.onExecutePostLogin = async (event, api) => {
  api.user.setAppMetadata(${JSON.stringify(mark)}, true);
};
`;
}
