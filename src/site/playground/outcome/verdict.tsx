import type { ComponentChildren, JSX } from "preact";

import { Icon, type IconName } from "../../ui/icon.tsx";
import { LongText } from "../../ui/value.tsx";
import { BreakingName } from "./breaking.tsx";
import type { Part } from "./words/effects.ts";
import { countMore, mostEffects, type Summary } from "./words/summary.ts";

interface Props {
  readonly icon: IconName;
  /** A number at the corner of the icon. */
  readonly count?: number;
  /** The first word or two, in the color of the icon. */
  readonly word: string;
  /** The rest of the sentence. */
  readonly sentence: ComponentChildren;
  /** What stands below it. */
  readonly children?: ComponentChildren;
}

/** The first thing that is said of a run. It can take the focus. */
export function Verdict({ icon, count, word, sentence, children }: Props): JSX.Element {
  return (
    <div class={`verdict ${icon}`}>
      <Icon name={icon} {...(count !== undefined && { count })} />
      <div>
        <h3 tabIndex={-1}>
          <span class="word">{word}</span>
          {sentence}
        </h3>
        {children}
      </div>
    </div>
  );
}

/** How a login ended, and what it did. */
export function SummarySentence({ summary }: { readonly summary: Summary }): JSX.Element {
  const { rest, effects } = summary;
  return (
    <>
      <LongText text={rest} />
      {effects.slice(0, mostEffects).map(({ parts }, index) => (
        <span key={index}>
          {" "}
          <Parts parts={parts} />
        </span>
      ))}
      {countMore(effects).map((sentence) => ` ${sentence}`)}
    </>
  );
}

/** A sentence of words and code. */
export function Parts({ parts }: { readonly parts: readonly Part[] }): JSX.Element {
  return (
    <>
      {parts.map(({ text, isCode = false }, index) =>
        isCode ? (
          <code key={index}>
            <BreakingName name={text} />
          </code>
        ) : (
          <LongText key={index} text={text} />
        ),
      )}
    </>
  );
}
