import { bodyProblems } from "./body.ts";
import { characterProblems } from "./characters.ts";
import { codeProblems } from "./code.ts";
import { exampleProblems } from "./examples.ts";
import { fieldProblems } from "./fields.ts";
import { fileProblems } from "./files.ts";
import { formProblems, moduleProblems } from "./forms.ts";
import { galleryProblems, retiredProblems } from "./gallery.ts";
import { headProblems } from "./head.ts";
import { nameProblems } from "./names.ts";
import { proseProblems } from "./prose.ts";

/** Every problem that a template can have, by its code. Each has a folder in `test/invalid/`. */
export const problems = {
  ...fileProblems,
  ...characterProblems,
  ...headProblems,
  ...fieldProblems,
  ...bodyProblems,
  ...proseProblems,
  ...codeProblems,
  ...nameProblems,
  ...formProblems,
  ...moduleProblems,
  ...exampleProblems,
  ...galleryProblems,
  ...retiredProblems,
};
