import { SYSTEM_IS_DARK, THEME_KEY } from "#lib/theme-script.ts";

export type ThemeChoice = "system" | "light" | "dark";

/** What the reader has chosen. */
export function chosenTheme(): ThemeChoice {
  const stored = localStorage.getItem(THEME_KEY);
  return stored === "light" || stored === "dark" ? stored : "system";
}

/** Shows a theme from now on, on this page and the next. */
export function chooseTheme(choice: ThemeChoice): void {
  if (choice === "system") localStorage.removeItem(THEME_KEY);
  else localStorage.setItem(THEME_KEY, choice);
  const system = matchMedia(SYSTEM_IS_DARK).matches ? "dark" : "light";
  const page = document.documentElement;
  page.dataset.still = "";
  page.dataset.theme = choice === "system" ? system : choice;
  // Laid out now, not when motion is on again.
  void page.offsetHeight;
  delete page.dataset.still;
}
