import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { keepTheme, readTheme, showTheme, type Theme } from "./theme.ts";

const themes: readonly { readonly theme: Theme; readonly label: string; readonly path: string }[] =
  [
    {
      theme: "light",
      label: "Light",
      path: "M10 2v2m0 12v2M2 10h2m12 0h2M4.3 4.3l1.5 1.5m8.4 8.4 1.5 1.5m0-11.4-1.5 1.5m-8.4 8.4-1.5 1.5M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z",
    },
    { theme: "system", label: "As the system", path: "M3 4h14v9H3zM7 17h6m-3-4v4" },
    { theme: "dark", label: "Dark", path: "M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5Z" },
  ];

/** Lets the reader choose between light, dark, and what the system says. */
export function ThemeSwitch(): JSX.Element {
  const [chosen, setChosen] = useState(readTheme);
  const choose = (theme: Theme) => {
    showTheme(theme);
    keepTheme(theme);
    setChosen(theme);
  };
  return (
    <fieldset class="theme">
      <legend class="unseen">Theme</legend>
      {themes.map(({ theme, label, path }) => (
        <label key={theme} title={label}>
          <input
            class="unseen"
            type="radio"
            name="theme"
            value={theme}
            checked={theme === chosen}
            onChange={() => {
              choose(theme);
            }}
          />
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d={path} />
          </svg>
          <span class="unseen">{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
