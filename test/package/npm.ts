import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How a program ended, and what it said. */
export interface Ended {
  /** Its exit code. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs programs in a folder, with nothing of the person or the program that started the tests. */
export interface Shell {
  readonly folder: string;
  /** Runs npm. */
  npm(...args: string[]): Promise<Ended>;
  git(...args: string[]): Promise<Ended>;
  /** Runs a file with Node. */
  node(...args: string[]): Promise<Ended>;
  /** Removes the folder. */
  remove(): Promise<void>;
}

const gitSettings = `[user]
  name = Test
  email = test@example.com
[init]
  defaultBranch = main
[commit]
  gpgSign = false
[tag]
  gpgSign = false
[core]
  autocrlf = false
`;

/**
 * A shell in a new folder under the system's folder for temporary files, with more variables of the
 * environment.
 */
export async function openShell(variables: Record<string, string> = {}): Promise<Shell> {
  const settings = await realpath(await mkdtemp(join(tmpdir(), "rules-templates-")));
  const folder = join(settings, "work");
  const { npm_execpath: started = "" } = process.env;
  const environment = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOfStarter(name))),
    GIT_CONFIG_GLOBAL: join(settings, "gitconfig"),
    GIT_CONFIG_NOSYSTEM: "1",
    npm_config_cache: join(settings, "cache"),
    npm_config_userconfig: join(settings, "npmrc"),
    npm_config_update_notifier: "false",
    ...variables,
  };
  await mkdir(folder);
  await writeFile(join(settings, "gitconfig"), gitSettings);
  await writeFile(join(settings, "npmrc"), "");
  const run = (program: string, args: string[], shell = false) =>
    new Promise<Ended>((resolve) => {
      const options = { cwd: folder, env: environment, shell, maxBuffer: Infinity };
      execFile(program, args, options, (error, stdout, stderr) => {
        const code = typeof error?.code === "number" ? error.code : error ? 1 : 0;
        resolve({ code, stdout, stderr });
      });
    });
  return {
    folder,
    npm: (...args) =>
      started.endsWith("npm-cli.js")
        ? run(process.execPath, [started, ...args])
        : run("npm", args, process.platform === "win32"),
    git: (...args) => run("git", args),
    node: (...args) => run(process.execPath, args),
    remove: () => rm(settings, { recursive: true, force: true }),
  };
}

/** The settings that npm, git and the test runner hand to what they start. */
function isOfStarter(name: string): boolean {
  return /^(?:npm_|git_|vitest|node_options$|node_env$|init_cwd$)/i.test(name);
}
