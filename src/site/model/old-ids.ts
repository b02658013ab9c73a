import type { ReadGallery } from "./read-gallery.ts";
import type { ShownTemplate } from "./read-template.ts";

/** A template of the original repository that nothing replaces. */
export interface RetiredId {
  readonly id: string;
  readonly reason: string;
  /** The id of a template that helps in its place. */
  readonly replacement?: string | undefined;
}

/** What became of a template of the original repository. */
export type OldId =
  | { readonly kind: "replaced"; readonly id: string; readonly template: ShownTemplate }
  | {
      readonly kind: "retired";
      readonly id: string;
      readonly reason: string;
      readonly template?: ShownTemplate;
    };

/**
 * All ids of the original repository that are not the id of a template any more, in their order.
 */
export function listOldIds({ templates }: ReadGallery, retired: readonly RetiredId[]): OldId[] {
  const byId = new Map(templates.map((template) => [template.id, template]));
  const replaced = templates.flatMap((template) =>
    template.replaces.map((id): OldId => ({ kind: "replaced", id, template })),
  );
  const gone = retired.map(({ id, reason, replacement = "" }): OldId => {
    const template = byId.get(replacement);
    return { kind: "retired", id, reason, ...(template && { template }) };
  });
  return [...replaced, ...gone]
    .filter(({ id }) => !byId.has(id))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The old id that somebody has typed, with spaces or hyphens, if it is one. */
export function findOldId(text: string, all: readonly OldId[]): OldId | undefined {
  const typed = plain(text);
  return all.find(({ id }) => plain(id) === typed);
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, "-");
}

/** What the page of an old id is called. */
export function nameOldId(old: OldId): string {
  return old.kind === "replaced"
    ? `${old.id} is now ${old.template.title}`
    : `${old.id} was retired`;
}
