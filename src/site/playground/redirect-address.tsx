import type { JSX } from "preact";

/** Characters of a parameter that are shown: a token is long, and says nothing to the eye. */
const LONGEST = 32;

/** Where the user is sent, which is no link: a script made it. */
export function RedirectAddress({ url }: { readonly url: string }): JSX.Element {
  const [address = "", query = ""] = url.split(/\?(.*)/s);
  const parameters = query === "" ? [] : [...new URLSearchParams(query)];
  return (
    <div class="redirect">
      <code>{address}</code>
      {parameters.map(([name, value], index) => (
        <code key={index} title={value}>
          {index === 0 ? "?" : "&"}
          <b>{name}</b>={cut(value)}
        </code>
      ))}
    </div>
  );
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
