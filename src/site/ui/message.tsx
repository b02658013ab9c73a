import type { ComponentChildren, JSX } from "preact";

interface Props {
  readonly title: string;
  readonly children: ComponentChildren;
}

/** Says in the place of a page why it cannot be shown, and what to do. */
export function Message({ title, children }: Props): JSX.Element {
  return (
    <div class="message" role="alert">
      <h1>{title}</h1>
      <p>{children}</p>
    </div>
  );
}
