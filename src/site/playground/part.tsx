import type { ComponentChildren, JSX } from "preact";

interface Props<Item> {
  readonly title: string;
  /** The heading; `h4`, that of a part of one login, unless given. */
  readonly heading?: "h3" | "h4";
  readonly items: readonly Item[];
  readonly children: (item: Item, index: number) => ComponentChildren;
}

/** Items that are shown: a script can make any number of them. */
const MOST = 100;

/** A part of what came of a login: a title and a list. Nothing, if the list is empty. */
export function Part<Item>({
  title,
  heading: Heading = "h4",
  items,
  children,
}: Props<Item>): JSX.Element | null {
  if (items.length === 0) return null;
  const more = items.length - MOST;
  return (
    <section class="part">
      <Heading>{title}</Heading>
      <ul>
        {items.slice(0, MOST).map((item, index) => (
          <li key={index}>{children(item, index)}</li>
        ))}
        {more > 0 && <li class="more-items">and {more.toLocaleString("en")} more</li>}
      </ul>
    </section>
  );
}
