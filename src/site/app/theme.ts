/** How the site is lit: as the system is, or as the reader chose. */
export type Theme = "system" | "light" | "dark";

const key = "rules-templates:theme";

/** The theme that the reader chose before. Storage may be forbidden, and is not needed. */
export function readTheme(): Theme {
  try {
    const stored = localStorage.getItem(key);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    return "system";
  }
}

/** Shows a theme; what it changes is said in tokens.css. */
export function showTheme(theme: Theme): void {
  if (theme === "system") {
    delete document.documentElement.dataset["theme"];
  } else {
    document.documentElement.dataset["theme"] = theme;
  }
}

export function keepTheme(theme: Theme): void {
  try {
    if (theme === "system") {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, theme);
    }
  } catch {
    // It holds for as long as the page is open, then.
  }
}
