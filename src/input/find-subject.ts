import { basename, dirname, join } from "node:path";

import type { Gallery, GalleryTemplate } from "../gallery/entry.ts";
import { nearestWord } from "../text/nearest.ts";
import { checkForm } from "./detect.ts";
import { InputError } from "./input-error.ts";
import type { FormText } from "../run/job.ts";
import { moduleNames } from "./folder/action-modules.ts";
import { noteKeywords, readFilled } from "./keywords.ts";
import { readPipeline } from "./pipeline.ts";
import type { TextFile, TextFiles } from "./text-files.ts";
import type { Sources, Subject, SubjectName } from "./subject.ts";
import type { Form } from "../script/form/form.ts";
import { detectForm } from "../script/form/detect.ts";

/** Finds what is to be run. @throws InputError if there is no such thing or it is not valid */
export async function findSubject(options: SubjectName, sources: Sources): Promise<Subject> {
  const { subject = "", rules, as } = options;
  if (rules !== undefined) {
    return readPipeline(rules, sources, as);
  }
  if (/\.md$/i.test(subject)) {
    return readTemplate(subject, as, sources);
  }
  if (/\.c?js$/i.test(subject)) {
    return readScript(subject, as, sources);
  }
  if (/[./\\]/.test(subject)) {
    return readFolder(subject, as, sources);
  }
  return findTemplate(subject, as, sources);
}

/**
 * Finds what is to be run, and what is compared with it, if anything is.
 *
 * @throws InputError as `findSubject` does
 */
export async function findSubjects(
  { other, ...name }: SubjectName & { readonly other: string | undefined },
  sources: Sources,
): Promise<Subject[]> {
  const first = await findSubject(name, sources);
  if (other === undefined) {
    return [first];
  }
  const { as } = name;
  return [first, await findSubject({ subject: other, rules: undefined, as }, sources)];
}

/** A folder of rules or actions. What is none is told with what may be meant. */
function readFolder(place: string, as: Form | undefined, sources: Sources): Subject {
  if (sources.files.listIfThere(place)) {
    return readPipeline(place, sources, as);
  }
  throw noSubject(place, sources.files);
}

function readScript(place: string, as: Form | undefined, sources: Sources): Subject {
  const filled = readFilled(place, sources);
  const { shown, text: code } = filled;
  const form = as ?? detectForm(code);
  if (as) {
    checkForm(filled, as);
  }
  const texts = [{ form, file: shown, line: 1, code, enabled: true }];
  const notes = [...noteKeywords(filled), ...(form === "action" ? noteModules(filled) : [])];
  return { name: shown, place, pipelines: [{ form, texts }], notes };
}

/** A single file has no Actions Modules: they are part of an export. */
function noteModules(file: TextFile): string[] {
  return moduleNames(undefined, file).map(
    (name) =>
      `${file.shown} loads the Actions Module ${name}: run the folder of the export that has action-modules/${name}.json`,
  );
}

async function readTemplate(
  place: string,
  as: Form | undefined,
  { files, load }: Sources,
): Promise<Subject> {
  const bytes = files.readBytes(place);
  const shown = files.show(place);
  const template = (await load()).compileTemplate(shown, bytes);
  if (Array.isArray(template)) {
    throw new InputError(template, new Map([[shown, bytes.toString()]]));
  }
  const { id, rule, action, configuration, examples, title, overview } = template;
  const forms = {
    rule: rule && { file: shown, ...rule },
    action: action && { file: shown, code: action.code, line: action.line },
  };
  return {
    ...chooseForms(id, as, forms),
    place,
    settings: configuration,
    examples,
    dependencies: action?.dependencies ?? [],
    shown: { title, overview, secrets: action?.secrets },
  };
}

/** A template by its id: from the folder, where it may just be written, or from the gallery. */
async function findTemplate(id: string, as: Form | undefined, sources: Sources): Promise<Subject> {
  const { files, root, gallery } = sources;
  const folder = join(root, "rules");
  const own = namesIn(folder, files);
  if (own.includes(id)) {
    const subject = await readTemplate(join(folder, `${id}.md`), as, sources);
    return { ...subject, place: id };
  }
  const templates = readGallery(gallery, files);
  const template = templates.find((candidate) => candidate.id === id);
  if (!template) {
    if (files.listIfThere(id)) {
      return readPipeline(id, sources, as);
    }
    throw findMeant(id, files) ?? unknownId(id, [...own, ...templates.map((known) => known.id)]);
  }
  const { code, action, configuration, examples, title, overview } = template;
  const forms = {
    rule: code === undefined ? undefined : { file: `${id} (rule)`, line: 1, code },
    action: action && { file: `${id} (action)`, line: 1, code: action.code },
  };
  return {
    ...chooseForms(id, as, forms),
    place: id,
    settings: configuration,
    examples,
    dependencies: action?.dependencies ?? [],
    shown: { title, overview, secrets: action?.secrets },
  };
}

function namesIn(folder: string, files: TextFiles): string[] {
  const names = files.listIfThere(folder) ?? [];
  return names.filter((name) => name.endsWith(".md")).map((name) => name.slice(0, -".md".length));
}

/** What cannot be run at a place that is no id. */
function noSubject(place: string, files: TextFiles): InputError {
  const needsCompiler = /\.(?:[cm]?ts|[jt]sx|mjs)$/i.test(place);
  const hint = "the platform takes CommonJS; compile TypeScript and ES modules first";
  return (
    findMeant(place, files) ??
    new InputError({
      message: `${place} is not the id of a template, a .md or .js file, or a folder`,
      ...(needsCompiler && { hint }),
    })
  );
}

/** A file that was named without its extension. */
function findMeant(place: string, files: TextFiles): InputError | undefined {
  const beside = files.listIfThere(dirname(place)) ?? [];
  const file = [".js", ".md", ".cjs"].find((end) => beside.includes(basename(place) + end));
  if (file === undefined) {
    return undefined;
  }
  return new InputError({
    message: `there is no template ${JSON.stringify(place)}`,
    hint: `did you mean ${place}${file}?`,
  });
}

/** Made by this program. */
function readGallery(place: string, files: TextFiles): GalleryTemplate[] {
  const gallery: unknown = JSON.parse(files.read(place).text);
  if (!Array.isArray(gallery)) {
    return [];
  }
  return (gallery as Gallery).flatMap(({ templates }) => templates);
}

function unknownId(id: string, known: readonly string[]): InputError {
  const nearest = nearestWord(id, known);
  const all = [...new Set(known)].sort().join(", ");
  return new InputError({
    message: `there is no template ${JSON.stringify(id)}`,
    hint: nearest === undefined ? `the templates are ${all}` : `did you mean ${nearest}?`,
  });
}

type Placed = Pick<FormText, "file" | "line" | "code">;

function chooseForms(
  name: string,
  as: Form | undefined,
  forms: { readonly rule: Placed | undefined; readonly action: Placed | undefined },
): Pick<Subject, "name" | "pipelines" | "notes"> {
  const wanted = as ? [as] : (["rule", "action"] as const);
  const pipelines = wanted.flatMap((form) => {
    const text = forms[form];
    return text ? [{ form, texts: [{ ...text, form, enabled: true }] }] : [];
  });
  if (pipelines.length > 0) {
    return { name, pipelines, notes: [] };
  }
  const other = as === "rule" ? "action" : "rule";
  throw new InputError({
    message: `${name} has no ${as ?? "form"}`,
    hint: `run its ${other}: --as ${other}`,
  });
}
