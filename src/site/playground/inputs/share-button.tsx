import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { CopyButton } from "../../ui/copy-button.tsx";
import type { HeldDraft } from "../draft/drafts.ts";
import { Keys } from "../../ui/keys.tsx";
import { share, writeFragment, type Sources } from "../draft/share.ts";

const said = {
  copied: "Link copied",
  refused: "Link is in the address",
  nothing: "Too long for a link",
};

interface Props {
  readonly sources: Sources;
  readonly held: Pick<HeldDraft, "fragment" | "setFragment">;
}

interface Made {
  readonly fragment: string;
  /** Secrets that had a value. */
  readonly secrets: readonly string[];
}

/** Puts what the reader has into the address, and the address into the clipboard. */
export function ShareButton({ sources, held }: Props): JSX.Element {
  const [made, setMade] = useState<Made>({ fragment: "", secrets: [] });
  const makeLink = () => {
    const shared = share(sources);
    const fragment = writeFragment(shared);
    if (fragment === undefined) {
      return undefined;
    }
    setMade({ fragment, secrets: shared.secrets.filter((key) => sources.values[key]) });
    held.setFragment(fragment);
    return location.href;
  };
  const left = made.fragment === held.fragment ? made.secrets : [];
  return (
    <>
      <CopyButton label="Share" text={makeLink} said={said} />
      <div class="share-notice" role="status">
        {left.length > 0 && (
          <p class="hint">
            The link leaves out the values of <Keys keys={left} />.
          </p>
        )}
      </div>
    </>
  );
}
