import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { CopyButton } from "../gallery/copy-button.tsx";
import { Keys } from "./keys.tsx";
import { share, writeFragment, type Sources } from "./share.ts";

const said = {
  copied: "Link copied",
  refused: "Link is in the address",
  nothing: "Too long for a link",
};

/** Puts what the reader has into the address, and the address into the clipboard. */
export function ShareButton({ sources }: { readonly sources: Sources }): JSX.Element {
  // Secrets that have a value here, and none in the link that was made last.
  const [left, setLeft] = useState<readonly string[]>([]);
  const makeLink = () => {
    const shared = share(sources);
    const carried = writeFragment(shared);
    if (carried === undefined) return undefined;
    setLeft(shared.secrets.filter((key) => sources.values[key]));
    history.replaceState(history.state, "", location.pathname + location.search + carried);
    return location.href;
  };
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
