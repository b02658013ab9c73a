// Velite on the same templates: their heads against a schema, their text to HTML with gfm.
import process from "node:process";

/**
 * What is used of velite. Its own types are there only where it is installed.
 *
 * @typedef {object} Schema
 * @property {() => Schema} optional
 * @property {(value: unknown) => Schema} default
 * @property {(length: number) => Schema} max
 * @property {(length: number) => Schema} min
 * @property {(pattern: RegExp) => Schema} regex
 * @property {() => Schema} strict
 *
 * @typedef {object} Velite
 * @property {(config: object) => object} defineConfig
 * @property {{
 *   object: (fields: { [name: string]: Schema }) => Schema,
 *   array: (item: Schema) => Schema,
 *   enum: (values: string[]) => Schema,
 *   string: () => Schema,
 *   boolean: () => Schema,
 *   path: () => Schema,
 *   markdown: (options: { gfm: boolean }) => Schema,
 * }} s
 */

// A name that the type checker does not look up, because velite need not be installed.
const name = "velite";
/** @type {unknown} */
const velite = await import(name);
const { defineConfig, s } = /** @type {Velite} */ (velite);

const categories = [
  "access control",
  "multifactor",
  "enrich profile",
  "webhook",
  "marketplace",
  "guardian",
  "saml",
  "debugging",
  "default",
];

const setting = s
  .object({
    key: s.string().max(127),
    description: s.string(),
    required: s.boolean().default(true),
    secret: s.boolean().default(true),
    default: s.string().optional(),
    values: s.array(s.string()).min(1).optional(),
  })
  .strict();

const template = s.object({
  id: s.path(),
  overview: s.string().min(1).max(140),
  categories: s.array(s.enum(categories)).min(1),
  configuration: s.array(setting).default([]),
  outage: s.enum(["allow", "deny"]).optional(),
  html: s.markdown({ gfm: true }),
});

const output = process.env["BENCH_OUTPUT"] ?? "";

export default defineConfig({
  root: process.env["BENCH_RULES"],
  output: { data: output, assets: `${output}/assets` },
  collections: { templates: { name: "Template", pattern: "*.md", schema: template } },
  /** @param {{ templates: { html: string }[] }} compiled */
  complete({ templates }) {
    const full = templates.filter(({ html }) => html.includes("</h1>"));
    process.stdout.write(`${full.length} templates\n`);
  },
});
