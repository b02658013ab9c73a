import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { phone, useMedia } from "../hooks/use-media.ts";
import { linesOf } from "./code-lines.ts";
import type { CodePiece } from "./highlight.ts";
import { useHighlighted } from "./use-highlighted.ts";

interface Props {
  readonly code: string;
  readonly label: string;
}

/** Lines that are shown before somebody asks for all. */
const mostLines = { phone: 16, desktop: 60 };

/** Code with the numbers of its lines, highlighted as soon as what does that is loaded. */
export function CodeView({ code, label }: Props): JSX.Element {
  const lines = linesOf(useHighlighted(code) ?? [{ text: code, kind: "" }]);
  const [isOpen, setOpen] = useState(false);
  const most = useMedia(phone) ? mostLines.phone : mostLines.desktop;
  const isFolded = !isOpen && lines.length > most;
  return (
    <div class={isFolded ? "code folded" : "code"} role="region" aria-label={label}>
      <pre>
        <code>
          {lines.map((pieces, index) => (
            <Line key={index} pieces={pieces} isLast={index === lines.length - 1} />
          ))}
        </code>
      </pre>
      {isFolded && (
        <p class="unfold">
          <button
            type="button"
            onClick={() => {
              setOpen(true);
            }}
          >
            Show all {lines.length} lines
          </button>
        </p>
      )}
    </div>
  );
}

interface LineProps {
  readonly pieces: readonly CodePiece[];
  readonly isLast: boolean;
}

/** A line with its end, so that what is selected is copied as it is. */
function Line({ pieces, isLast }: LineProps) {
  return (
    <span class="line">
      <Pieces pieces={pieces} />
      {!isLast && "\n"}
    </span>
  );
}

/** Pieces of code in their colors. */
export function Pieces({ pieces }: { readonly pieces: readonly CodePiece[] }): JSX.Element {
  return (
    <>{pieces.map(({ text, kind }) => (kind === "" ? text : <span class={kind}>{text}</span>))}</>
  );
}
