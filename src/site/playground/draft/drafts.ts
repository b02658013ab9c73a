import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Draft } from "./draft.ts";
import { applyChanges, changesOf, keepDraft, readKeptDraft } from "./kept-draft.ts";
import { publicKeys } from "../../../run/secrets/public-settings.ts";
import type { SettingRow } from "./setting-rows.ts";
import { isShared, readFragment, redactDraft, type Shared, type Sources } from "./share.ts";

/** What a playground holds, and where it came from. */
export interface Held {
  readonly draft: Draft;
  /** The settings of the reader's own, on the page for any code. */
  readonly rows: readonly SettingRow[];
  /** The link that the reader came by, if any. */
  readonly link: Link | undefined;
  /** What stands behind the # of the address. */
  readonly fragment: string;
}

/** What a link brought along beside the draft, if it could be read. */
export type Link =
  ({ readonly kind: "read" } & Pick<Shared, "settings" | "secrets">) | { readonly kind: "damaged" };

/** What readers have in playgrounds, by the page: it is there again when they come back. */
export type Drafts = Map<string, Held>;

export interface HeldDraft extends Held {
  /** What the page begins with. */
  readonly fresh: Draft;
  readonly setDraft: (draft: Draft) => void;
  /** Puts another draft with its settings in place of what is there, which can be taken back. */
  readonly replace: (draft: Draft, rows: readonly SettingRow[]) => void;
  /** Goes back to what the page begins with, settings aside. */
  readonly startOver: () => void;
  /** Takes that back, until something is changed. */
  readonly undo: (() => void) | undefined;
  readonly setRows: (rows: readonly SettingRow[]) => void;
  /** Puts what has been shared into the address. */
  readonly setFragment: (fragment: string) => void;
}

/** What a page can begin with. */
interface Beginning {
  /** Makes what is there if nothing else is. */
  readonly begin: () => Draft;
  /** Makes what another page has brought, if one has. */
  readonly bring?: (fresh: Draft) => Pick<Held, "draft" | "rows"> | undefined;
}

/** What there was before, to go back to. */
interface Before {
  readonly held: Held;
  /** Whether the settings are part of it. */
  readonly hasRows: boolean;
}

/**
 * The draft of a page: brought by another one, as it was left, from the link that led here, or a
 * fresh one.
 */
export function useDraft(drafts: Drafts, page: string, beginning: Beginning): HeldDraft {
  const [first] = useState(() => beginHeld(drafts, page, beginning));
  const { fresh } = first;
  const [held, setHeld] = useState<Held>(first.held);
  const [before, setBefore] = useState<Before | undefined>(first.before);
  drafts.set(page, held);
  useEffect(() => {
    const follow = () => {
      const fragment = location.hash;
      if (isShared(fragment)) {
        setHeld((now) => ({ ...now, fragment, ...fromLink() }));
      }
    };
    addEventListener("hashchange", follow);
    return () => {
      removeEventListener("hashchange", follow);
    };
  }, []);
  return {
    ...held,
    fresh,
    setDraft: (draft) => {
      setBefore(undefined);
      setHeld((now) => ({ ...now, draft }));
    },
    replace: (draft, rows) => {
      setBefore({ held, hasRows: true });
      setHeld((now) => ({ ...now, draft, rows }));
    },
    startOver: () => {
      // Loading the page anew must not bring the link back.
      setBefore({ held, hasRows: false });
      replaceFragment("");
      setHeld((now) => ({ ...now, draft: fresh, link: undefined, fragment: "" }));
    },
    undo:
      before &&
      (() => {
        setBefore(undefined);
        replaceFragment(before.held.fragment);
        setHeld(({ rows }) => ({ ...before.held, ...(!before.hasRows && { rows }) }));
      }),
    setRows: (rows) => {
      setHeld((now) => ({ ...now, rows }));
    },
    setFragment: (fragment) => {
      replaceFragment(fragment);
      setHeld((now) => ({ ...now, fragment }));
    },
  };
}

function beginHeld(drafts: Drafts, page: string, { begin, bring }: Beginning) {
  const fresh = begin();
  const brought = bring?.(fresh);
  const found = drafts.get(page) ?? findHeld(page, fresh);
  if (!brought) {
    return { fresh, held: found, before: undefined };
  }
  const hasOwn = Object.keys(changesOf(found.draft, fresh)).length > 0 || found.rows.length > 0;
  const held: Held = { ...brought, link: undefined, fragment: "" };
  return { fresh, held, before: hasOwn ? { held: found, hasRows: true } : undefined };
}

function replaceFragment(fragment: string): void {
  history.replaceState(history.state, "", location.pathname + location.search + fragment);
}

/**
 * Keeps what a page holds for the time after it is loaded anew: nothing of a secret, as in a link.
 */
export function useKeptDraft(page: string, held: HeldDraft, sources: Omit<Sources, "draft">): void {
  const { draft, fresh, rows, link, fragment } = held;
  const isFirst = useRef(true);
  // At once: what has become a secret must not stay for a moment longer.
  useLayoutEffect(() => {
    if (!isFirst.current) {
      const changes = changesOf(redactDraft({ ...sources, draft }), fresh);
      const hasOwn = Object.keys(changes).length > 0 || rows.length > 0 || isShared(fragment);
      const isLinked = link?.kind === "read";
      const kept = { fragment, isLinked, changes, rows: withoutSecrets(rows) };
      keepDraft(page, hasOwn ? kept : undefined);
    }
    isFirst.current = false;
  }, [draft, rows, fragment, JSON.stringify(sources.values)]);
}

/** Rows without the values of secrets. */
function withoutSecrets(rows: readonly SettingRow[]): readonly SettingRow[] {
  const open = publicKeys(rows);
  return rows.map((row) => (open.has(row.key) ? row : { ...row, value: "" }));
}

/** What was kept, unless the reader comes by another link than then. */
function findHeld(page: string, fresh: Draft): Held {
  const fragment = location.hash;
  const linked: Held = { draft: fresh, rows: [], link: undefined, fragment, ...fromLink() };
  const kept = readKeptDraft(page);
  if (!kept || (isShared(fragment) && fragment !== kept.fragment)) {
    return linked;
  }
  const draft = applyChanges(fresh, kept.changes, new Date());
  // A link that the reader has made brings nothing that they do not know.
  return { ...linked, draft, rows: kept.rows, link: kept.isLinked ? linked.link : undefined };
}

/** What the address brings along; of a damaged link nothing but that. */
function fromLink(): Partial<Held> {
  const shared = readFragment(location.hash);
  if (!shared) {
    return isShared(location.hash) ? { link: { kind: "damaged" } } : {};
  }
  const { draft, settings, secrets } = shared;
  return { draft, rows: rowsOf(shared), link: { kind: "read", settings, secrets } };
}

/**
 * The settings of a link; those that are secret come without a value, and those without a value are
 * secret.
 */
export function rowsOf({ settings, secrets }: Shared): readonly SettingRow[] {
  return [
    ...Object.entries(settings).map(([key, value]) => ({
      key,
      value,
      // Whoever made the link may want the reader to fill it in and share it.
      secret: isBlank(value),
      isLinked: true,
    })),
    ...secrets.map((key) => ({ key, value: "", secret: true })),
  ];
}

/** Whether nobody sees anything in a text. */
function isBlank(text: string): boolean {
  return !/[^\s\p{C}\p{Default_Ignorable_Code_Point}]/u.test(text);
}
