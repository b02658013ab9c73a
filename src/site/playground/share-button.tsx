import type { JSX } from "preact";

import { CopyButton } from "../gallery/copy-button.tsx";

interface Props {
  /** The part of the address behind the #; undefined if a link cannot carry it all. */
  readonly fragment: () => string | undefined;
}

const said = {
  copied: "Link copied",
  refused: "Link is in the address",
  nothing: "Too long for a link",
};

/** Puts what the reader has into the address, and the address into the clipboard. */
export function ShareButton({ fragment }: Props): JSX.Element {
  const share = () => {
    const carried = fragment();
    if (carried === undefined) return undefined;
    history.replaceState(history.state, "", location.pathname + location.search + carried);
    return location.href;
  };
  return <CopyButton label="Share" text={share} said={said} />;
}
