import { useEffect, useState } from "preact/hooks";

import type { Draft } from "./draft.ts";
import type { SettingRow } from "./setting-rows.tsx";
import { readFragment, type Shared } from "./share.ts";

/** What a playground holds, and where it came from. */
export interface Held {
  readonly draft: Draft;
  /** The settings of the reader's own, on the page for any code. */
  readonly rows: readonly SettingRow[];
  /** What the link brought along that the reader came by, if any. */
  readonly shared: Shared | undefined;
}

/** What readers have in playgrounds, by the page: it is there again when they come back. */
export type Drafts = Map<string, Held>;

export interface HeldDraft extends Held {
  readonly setDraft: (draft: Draft) => void;
  readonly setRows: (rows: readonly SettingRow[]) => void;
}

/** The draft of a page: as it was left, from the link that led here, or a fresh one. */
export function useDraft(drafts: Drafts, page: string, fresh: () => Draft): HeldDraft {
  const [held, setHeld] = useState<Held>(() => drafts.get(page) ?? fromLink() ?? startWith(fresh));
  drafts.set(page, held);
  useEffect(() => {
    const follow = () => {
      const next = fromLink();
      if (next) setHeld(next);
    };
    addEventListener("hashchange", follow);
    return () => {
      removeEventListener("hashchange", follow);
    };
  }, []);
  return {
    ...held,
    setDraft: (draft) => {
      setHeld((now) => ({ ...now, draft }));
    },
    setRows: (rows) => {
      setHeld((now) => ({ ...now, rows }));
    },
  };
}

function startWith(fresh: () => Draft): Held {
  return { draft: fresh(), rows: [], shared: undefined };
}

function fromLink(): Held | undefined {
  const shared = readFragment(location.hash);
  return shared && { draft: shared.draft, rows: rowsOf(shared), shared };
}

/** The settings of a link; those that are secret come without a value. */
function rowsOf({ settings, secrets }: Shared): readonly SettingRow[] {
  return [
    ...Object.entries(settings).map(([key, value]) => ({ key, value, secret: false })),
    ...secrets.map((key) => ({ key, value: "", secret: true })),
  ];
}
