import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { Icon } from "../ui/icon.tsx";
import { keepTheme, readTheme, showTheme, type Theme } from "./theme.ts";

const themes: readonly { readonly theme: Theme; readonly label: string }[] = [
  { theme: "light", label: "Light" },
  { theme: "system", label: "System" },
  { theme: "dark", label: "Dark" },
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
      {themes.map(({ theme, label }) => (
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
          <Icon name={theme} />
          <span class="unseen">{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
