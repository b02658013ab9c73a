import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Draft } from "./draft.ts";
import { applyChanges, changesOf, keepDraft, readKeptDraft } from "./kept-draft.ts";
import type { SettingRow } from "./setting-rows.tsx";
import { isShared, readFragment, redactDraft, type Shared, type Sources } from "./share.ts";

/** What a playground holds, and where it came from. */
export interface Held {
  readonly draft: Draft;
  /** The settings of the reader's own, on the page for any code. */
  readonly rows: readonly SettingRow[];
  /** The link that the reader came by, if any. */
  readonly link: Link | undefined;
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
  /** Goes back to what the page begins with, settings aside. */
  readonly startOver: () => void;
  readonly setRows: (rows: readonly SettingRow[]) => void;
}

/** The draft of a page: as it was left, from the link that led here, or a fresh one. */
export function useDraft(drafts: Drafts, page: string, begin: () => Draft): HeldDraft {
  const [fresh] = useState(begin);
  const [held, setHeld] = useState<Held>(() => drafts.get(page) ?? findHeld(page, fresh));
  drafts.set(page, held);
  useEffect(() => {
    const follow = () => {
      if (isShared(location.hash)) setHeld((now) => ({ ...now, ...fromLink() }));
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
      setHeld((now) => ({ ...now, draft }));
    },
    startOver: () => {
      // Loading the page anew must not bring the link back.
      history.replaceState(history.state, "", location.pathname + location.search);
      setHeld((now) => ({ ...now, draft: fresh, link: undefined }));
    },
    setRows: (rows) => {
      setHeld((now) => ({ ...now, rows }));
    },
  };
}

/** Keeps what a page holds for the time after it is loaded anew: nothing of a secret, as in a link. */
export function useKeptDraft(page: string, held: HeldDraft, sources: Omit<Sources, "draft">): void {
  const { draft, fresh, rows } = held;
  const isFirst = useRef(true);
  // At once: what has become a secret must not stay for a moment longer.
  useLayoutEffect(() => {
    if (!isFirst.current) {
      const changes = changesOf(redactDraft({ ...sources, draft }), fresh);
      const isFresh = Object.keys(changes).length === 0 && rows.length === 0;
      const open = rows.map((row) => (row.secret ? { ...row, value: "" } : row));
      keepDraft(page, isFresh ? undefined : { fragment: location.hash, changes, rows: open });
    }
    isFirst.current = false;
  }, [draft, rows, JSON.stringify(sources.values)]);
}

/** What was kept, unless the reader comes by another link than then. */
function findHeld(page: string, fresh: Draft): Held {
  const linked = { draft: fresh, rows: [], link: undefined, ...fromLink() };
  const kept = readKeptDraft(page);
  if (!kept || (isShared(location.hash) && location.hash !== kept.fragment)) return linked;
  return { ...linked, draft: applyChanges(fresh, kept.changes, new Date()), rows: kept.rows };
}

/** What the address brings along; of a damaged link nothing but that. */
function fromLink(): Partial<Held> {
  const shared = readFragment(location.hash);
  if (!shared) return isShared(location.hash) ? { link: { kind: "damaged" } } : {};
  const { draft, settings, secrets } = shared;
  return { draft, rows: rowsOf(shared), link: { kind: "read", settings, secrets } };
}

/** The settings of a link; those that are secret come without a value. */
function rowsOf({ settings, secrets }: Shared): readonly SettingRow[] {
  return [
    ...Object.entries(settings).map(([key, value]) => ({ key, value, secret: false })),
    ...secrets.map((key) => ({ key, value: "", secret: true })),
  ];
}
