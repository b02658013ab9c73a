import { resolve } from "node:path";

import { keysToFill, type Deployment } from "../export/deployment.ts";
import { exportFiles } from "../export/export.ts";
import type { Values } from "../export/template.ts";
import { parseEnv } from "../input/env.ts";
import { findSubject } from "../input/find-subject.ts";
import { InputError, readAll } from "../input/input-error.ts";
import type { Subject } from "../input/subject.ts";
import { TextFiles } from "../input/text-files.ts";
import { PlaceError } from "../node/files.ts";
import { writeOwnFolder } from "../node/own-folder.ts";
import { exitCodes } from "../terminal/exit-codes.ts";
import { renderInputError } from "../terminal/login-report.ts";
import { renderMisuse } from "../terminal/misuse.ts";
import { printable, printableJson } from "../text/printable.ts";
import { readActions } from "./export/actions.ts";
import { exportUsage, readArguments, type ExportCommand } from "./export/arguments.ts";
import type { TryEnvironment } from "./try.ts";
import { findWrongValues } from "./try/settings.ts";

/** Runs `export` with the words after it, and gives its exit code. */
export async function runExport(
  args: readonly string[],
  environment: TryEnvironment,
): Promise<number> {
  const options = readArguments(args);
  const { stdout, stderr } = environment;
  if ("usage" in options) {
    if (options.usage === "") {
      stdout.write(exportUsage);
      return exitCodes.done;
    }
    stderr.write(renderMisuse(options.usage, "export --help"));
    return exitCodes.misuse;
  }
  try {
    await writeExport(options, environment);
    return exitCodes.done;
  } catch (error) {
    return fail(error, options, environment);
  }
}

async function writeExport(options: ExportCommand, environment: TryEnvironment): Promise<void> {
  const { subjects, out, to, format, config, env, json } = options;
  const { cwd, stdout } = environment;
  const files = new TextFiles(cwd);
  const values = { ...(env === undefined ? {} : parseEnv(files.read(env))), ...config };
  const found = await Promise.all(
    subjects.map((subject) => findAction(subject, files, environment)),
  );
  checkValues(found, values);
  const read = readAll(found, (subject) => readActions(subject, values, cwd));
  const actions = read.flatMap((one) => one.actions);
  checkNames(actions.map(({ name }) => name));
  const deployment: Deployment = { ...describe(found), actions };
  const written = exportFiles(deployment, to, format);
  writeOwnFolder({ path: resolve(cwd, out), shown: files.show(out) }, written);
  const notes = [...read.flatMap((one) => one.notes), ...noteUnknown(found, values)];
  const names = Object.keys(written);
  if (json) {
    stdout.write(printableJson({ out: files.show(out), files: names, notes }));
    return;
  }
  const keys = keysToFill(actions);
  const lines = [
    `${files.show(out)} holds ${actions.map(({ name }) => name).join(", ")}`,
    `  next: ${names[0] ?? ""} says how to deploy`,
    ...(keys.length > 0 ? [`  to fill in: ${keys.join(", ")}`] : []),
    ...notes.map((note) => `  note: ${note}`),
  ];
  stdout.write(`${lines.map(printable).join("\n")}\n`);
}

function findAction(
  subject: string,
  files: TextFiles,
  { root, gallery, load }: TryEnvironment,
): Promise<Subject> {
  const sources = { files, keywords: {}, root, gallery, load };
  const isScript = /\.c?js$/i.test(subject);
  return findSubject({ subject, rules: undefined, as: isScript ? undefined : "action" }, sources);
}

function describe(found: readonly Subject[]): Pick<Deployment, "name" | "title" | "overview"> {
  const [first] = found;
  if (found.length === 1 && first?.shown) {
    return { name: first.name, ...first.shown };
  }
  return {
    name: "actions",
    title: "Actions",
    overview: found
      .map(({ name, shown }) => (shown ? `- ${shown.title}: ${shown.overview}` : `- ${name}`))
      .join("\n"),
  };
}

/** @throws InputError at a value that a template's setting cannot have */
function checkValues(found: readonly Subject[], values: Values): void {
  const wrong = found.flatMap(({ settings }) => findWrongValues(values, settings));
  if (wrong.length > 0) {
    throw new InputError(wrong);
  }
}

/** @throws InputError if two actions have one name: a tenant has each once */
function checkNames(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    const hint = "an action's name is its title or file: name each once";
    throw new InputError({ message: `two actions are called ${twice}`, hint });
  }
}

function noteUnknown(found: readonly Subject[], values: Values): string[] {
  const known = found.map(({ settings }) => settings);
  if (known.includes(undefined)) {
    return [];
  }
  const keys = new Set(known.flatMap((settings = []) => settings.map(({ key }) => key)));
  return Object.keys(values)
    .filter((key) => !keys.has(key))
    .map((key) => `no template has the setting ${key}`);
}

function fail(error: unknown, { json }: ExportCommand, { stdout, stderr }: TryEnvironment): number {
  const told = error instanceof PlaceError ? new InputError({ message: error.message }) : error;
  if (!(told instanceof InputError)) {
    throw told;
  }
  const style = { color: stderr.hasColors?.() ?? false, width: stderr.columns ?? 100 };
  if (json) {
    stdout.write(printableJson({ problems: told.problems }));
  } else {
    stderr.write(renderInputError(told, style));
  }
  return exitCodes.misuse;
}
