import type { ComponentChildren, JSX } from "preact";

interface Props<Item> {
  readonly title: string;
  /** The heading; `h4`, that of a part of one login, unless given. */
  readonly heading?: "h3" | "h4";
  readonly items: readonly Item[];
  /** What is said in the place of an empty list, which is left out otherwise. */
  readonly empty?: string;
  readonly children: (item: Item, index: number) => ComponentChildren;
}

/** Items that are shown: a script can make any number of them. */
const most = 100;

/** A part of what came of a login: a title and a list. */
export function Part<Item>(props: Props<Item>): JSX.Element | null {
  const { title, heading: Heading = "h4", items, empty, children } = props;
  if (items.length === 0 && empty === undefined) {
    return null;
  }
  const more = items.length - most;
  return (
    <section class="part">
      <Heading>{title}</Heading>
      {items.length === 0 ? (
        <p class="hint">{empty}</p>
      ) : (
        <ul>
          {items.slice(0, most).map((item, index) => (
            <li key={index}>{children(item, index)}</li>
          ))}
          {more > 0 && <li class="more-items">and {more.toLocaleString("en")} more</li>}
        </ul>
      )}
    </section>
  );
}
