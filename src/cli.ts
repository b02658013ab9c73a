import { relative, resolve } from "node:path";
import { parseArgs } from "node:util";

import { build, type BuildOptions, type BuildResult, type Compiler } from "./commands/build.ts";
import type { SiteEnvironment } from "./commands/site.ts";
import type { TryEnvironment } from "./commands/try.ts";
import { describeMisuse, renderMisuse } from "./terminal/misuse.ts";
import { guess } from "./text/nearest.ts";
import { PlaceError, refuseLink } from "./node/files.ts";
import { printableJson } from "./text/printable.ts";
import { isProblemCode } from "./template/problem.ts";
import { problems } from "./template/problems/problems.ts";
import { renderExplanation } from "./terminal/explanation.ts";
import { exitCodes, exitCodeTable } from "./terminal/exit-codes.ts";
import { styleOf, type Output } from "./terminal/output.ts";
import { renderAnnotations, renderProblems, renderSummary } from "./terminal/report.ts";

/** What the command takes from the process that runs it. */
export interface Environment {
  /** The folder that default places are relative to. */
  readonly root: string;
  /** The folder that places on the command line are relative to. */
  readonly cwd: string;
  /** The file of the gallery that the program carries. */
  readonly gallery: string;
  readonly cache: BuildOptions["cache"];
  /** The version of the package. */
  readonly version: () => string;
  /**
   * Whether nothing but a word says what to do, as in the package; a clone's `./build` builds
   * without one.
   */
  readonly needsCommand?: boolean;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /**
   * Prints a line or two. Opening `process.stdout` for them would take a tenth of a short build.
   */
  readonly print: (text: string) => void;
  /** Opened when they are asked for. */
  readonly stdout: Output;
  readonly stderr: Output;
  readonly load: () => Promise<
    Awaited<ReturnType<Compiler["load"]>> & Awaited<ReturnType<TryEnvironment["load"]>>
  >;
  /** Loads the part of the compiler that a change of prose needs. */
  readonly loadProse?: Compiler["loadProse"];
  /** Starts a thread of the compiler, for a folder of many files. */
  readonly startThread?: Compiler["startThread"];
  /** Loads the command `try`, which a build does without. */
  readonly loadTry: () => Promise<{
    runTry: (args: readonly string[], environment: TryEnvironment) => Promise<number>;
  }>;
  /** Loads the command `explore`. */
  readonly loadExplore: () => Promise<{
    runExplore: (args: readonly string[], environment: TryEnvironment) => Promise<number>;
  }>;
  /** Loads the command `migrate`. */
  readonly loadMigrate: () => Promise<{
    runMigrate: (args: readonly string[], environment: TryEnvironment) => Promise<number>;
  }>;
  /** Loads the command `export`. */
  readonly loadExport: () => Promise<{
    runExport: (args: readonly string[], environment: TryEnvironment) => Promise<number>;
  }>;
  /** Loads the command `site`. */
  readonly loadSite: () => Promise<{
    runSite: (args: readonly string[], environment: SiteEnvironment) => Promise<number>;
  }>;
  /** The folder of the bundled site, which is bundled for it in a clone. */
  readonly findSite: () => Promise<string>;
}

const overview = `Usage: npx rules-templates <command> [options]
       ./build [command] [options]            in a clone of the repository, where the default command is build

Templates of Auth0 Rules and of the post-login Actions that do the same.

  try      run a template, a rule, an action, or a folder of either as one login, or compare two of them
  explore  find the logins that show what a script does, or where two scripts differ
  migrate  turn a rule into a post-login action, and prove by search that it does the same
  export   write actions as files for the Deploy CLI, Terraform or the Management API
  site     write the gallery as static files for a web host
  build    compile a folder of templates to one rules.json

  --version    print the version
  --help       print this, or the options of the command before it

Exit codes:

${exitCodeTable}`;

const usage = `Usage: ./build [options]            in a clone of the repository
       npx rules-templates build [options]

Compiles a folder of templates to one rules.json.

  --check         compare the file instead of writing it, and fail if it is stale; compiles every template from scratch
  --fresh         do not use the results of earlier builds
  --all           include templates with "gallery: false"
  --rules DIR     the folder of templates (rules)
  --out FILE      the file to write (rules.json)
  --json          print problems as JSON; errors with exit code 2 are still printed as text on standard error
  --explain CODE  explain the problem with this code, and build nothing
  --version       print the version
  --help          print this

Exit code: 0 done, 1 problems or a stale file, 2 wrong usage or a place that cannot be used.

Other commands: try, explore, migrate, export and site. See try --help, and so on.
`;

/** The file that is written unless another one is named. */
const gallery = "rules.json";

const commands = ["build", "try", "explore", "migrate", "export", "site", "help"];

/**
 * Runs the command that the first word names, and gives its exit code. Without one it gives an
 * overview, or builds, where options say so or a build is what the program is for.
 */
export async function run(args: readonly string[], environment: Environment): Promise<number> {
  const [word, ...others] = args;
  const isAlone = others.length === 0;
  try {
    if (word === "help") {
      return await run([...others.filter(isWord), "--help"], environment);
    }
    if (word === "--version" && isAlone) {
      environment.print(`${environment.version()}\n`);
      return exitCodes.done;
    }
    if (environment.needsCommand === true && isAlone && (word ?? "--help") === "--help") {
      environment.stdout.write(overview);
      return exitCodes.done;
    }
    if (word === "try") {
      return await (await environment.loadTry()).runTry(others, environment);
    }
    if (word === "explore") {
      return await (await environment.loadExplore()).runExplore(others, environment);
    }
    if (word === "migrate") {
      return await (await environment.loadMigrate()).runMigrate(others, environment);
    }
    if (word === "export") {
      return await (await environment.loadExport()).runExport(others, environment);
    }
    if (word === "site") {
      return await (await environment.loadSite()).runSite(others, environment);
    }
    return await runBuild(word === "build" ? others : args, environment);
  } catch (error) {
    // A folder that is not there or a full disk is nobody's bug, and needs no stack.
    if (!(error instanceof PlaceError)) {
      throw error;
    }
    environment.stderr.write(`${error.message}\n`);
    return exitCodes.misuse;
  }
}

function isWord(argument: string): boolean {
  return !argument.startsWith("-");
}

async function runBuild(args: readonly string[], environment: Environment): Promise<number> {
  const options = readOptions(args);
  if (typeof options === "string") {
    environment.stderr.write(renderMisuse(options, "--help"));
    return exitCodes.misuse;
  }
  if (options.help) {
    environment.stdout.write(usage);
    return exitCodes.done;
  }
  if (options.explain !== undefined) {
    return explain(options.explain, environment);
  }
  return compile(options, environment);
}

/** Explains a code that a build has printed. */
function explain(code: string, { stdout, stderr }: Environment): number {
  if (!isProblemCode(code)) {
    const reason = `there is no problem ${code}${guess(code, Object.keys(problems))}`;
    stderr.write(renderMisuse(reason, "--help"));
    return exitCodes.misuse;
  }
  const { columns = 0 } = stdout;
  // A terminal that does not know its width says 0.
  stdout.write(renderExplanation(code, columns > 0 ? columns : 100));
  return exitCodes.done;
}

type Options = Exclude<ReturnType<typeof readOptions>, string>;

const buildOptions = {
  check: { type: "boolean", default: false },
  explain: { type: "string" },
  fresh: { type: "boolean", default: false },
  all: { type: "boolean", default: false },
  rules: { type: "string" },
  out: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/** The options of a build, or what is wrong with the command line. */
function readOptions(args: readonly string[]) {
  const [word = "-"] = args;
  // Said before what its options would be in a build.
  if (isWord(word)) {
    return `there is no command ${word}${guess(word, commands)}`;
  }
  try {
    return parseArgs({ args: [...args], options: buildOptions }).values;
  } catch (error) {
    return describeMisuse(error, buildOptions);
  }
}

async function compile(options: Options, environment: Environment): Promise<number> {
  const rules = place(options.rules, "rules", environment);
  if (rules.path === resolve(environment.root, "rules")) {
    refuseLink(rules.path, rules.shown, "folder");
  }
  const out = place(options.out, gallery, environment);
  if (out.path === resolve(environment.root, gallery)) {
    refuseLink(out.path, out.shown);
  }
  const { check, fresh, all, json } = options;
  // What is checked or released must not depend on what is kept.
  const cache = check || fresh ? undefined : environment.cache;
  const result = await build({ rules, out: out.path, check, all, cache }, environment);
  if (result.kind === "problems") {
    printProblems(result, json, environment);
    return exitCodes.problems;
  }
  const summary = renderSummary(result, out.shown, process.uptime() * 1000);
  if (json) {
    environment.print("[]\n");
  }
  if (json || result.kind === "stale") {
    environment.stderr.write(summary);
  } else {
    environment.print(summary);
  }
  return result.kind === "stale" ? exitCodes.problems : exitCodes.done;
}

function printProblems(
  { problems, files }: Extract<BuildResult, { kind: "problems" }>,
  json: boolean,
  { stdout, stderr, variables }: Environment,
): void {
  if (json) {
    stdout.write(printableJson(problems));
    return;
  }
  stderr.write(renderProblems(problems, files, styleOf(stderr)));
  if (variables["GITHUB_ACTIONS"] === "true") {
    stdout.write(renderAnnotations(problems));
  }
}

/** A place on the command line, or the default one, and its name in messages. */
function place(
  given: string | undefined,
  fallback: string,
  { root, cwd }: Environment,
): { path: string; shown: string } {
  if (given === undefined) {
    return { path: resolve(root, fallback), shown: fallback };
  }
  const path = resolve(cwd, given);
  const inside = relative(cwd, path).replaceAll("\\", "/");
  return { path, shown: inside === "" ? "." : inside.startsWith("..") ? given : inside };
}
