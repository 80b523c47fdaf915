import { runInNewContext } from "node:vm";
import { afterEach, expect, test, vi } from "vitest";
import { THEME_SCRIPT } from "#lib/theme-script.ts";
import { chooseTheme, chosenTheme } from "./theme-choice.ts";

afterEach(() => vi.unstubAllGlobals());

/** A page in which the script has run, and the system's own setting. */
function openPage({ isDark }: { isDark: boolean }) {
  const dataset: Record<string, string> = {};
  const stored = new Map<string, string>();
  const system = media(isDark);
  const paper = media(false);
  const layouts: Record<string, string>[] = [];
  const documentElement = {
    dataset,
    get offsetHeight() {
      return layouts.push({ ...dataset });
    },
  };
  const page = {
    document: { documentElement },
    localStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
      removeItem: (key: string) => stored.delete(key),
    },
    matchMedia: (query: string) => (query === "print" ? paper : system),
  };
  for (const [name, value] of Object.entries(page)) vi.stubGlobal(name, value);
  runInNewContext(THEME_SCRIPT, page);
  return {
    theme: () => dataset.theme,
    isStill: () => "still" in dataset,
    layouts,
    switchSystem: system.switchTo,
    switchPaper: paper.switchTo,
  };
}

/** A media query that matches as it is told to. */
function media(initially: boolean) {
  const listeners: (() => void)[] = [];
  const query = {
    matches: initially,
    addEventListener: (_type: string, listener: () => void) => listeners.push(listener),
    switchTo(matches: boolean) {
      query.matches = matches;
      for (const listener of listeners) listener();
    },
  };
  return query;
}

test("the system's theme is shown and followed until one is chosen", () => {
  const { theme, switchSystem } = openPage({ isDark: true });
  expect([theme(), chosenTheme()]).toEqual(["dark", "system"]);
  switchSystem(false);
  expect(theme()).toBe("light");
  chooseTheme("dark");
  switchSystem(false);
  expect([theme(), chosenTheme()]).toEqual(["dark", "dark"]);
});

test("the system's theme can be had back and is followed again", () => {
  const { theme, switchSystem } = openPage({ isDark: false });
  chooseTheme("dark");
  chooseTheme("system");
  expect([theme(), chosenTheme()]).toEqual(["light", "system"]);
  switchSystem(true);
  expect(theme()).toBe("dark");
});

test("on paper every theme is light, and afterwards what it was", () => {
  const { theme, switchPaper } = openPage({ isDark: true });
  switchPaper(true);
  expect(theme()).toBe("light");
  switchPaper(false);
  expect(theme()).toBe("dark");
});

test("a theme is laid out while nothing moves, however it comes about", () => {
  const { layouts, isStill, switchSystem } = openPage({ isDark: false });
  switchSystem(true);
  chooseTheme("light");
  expect(layouts).toEqual(["light", "dark", "light"].map((theme) => ({ theme, still: "" })));
  expect(isStill()).toBe(false);
});
