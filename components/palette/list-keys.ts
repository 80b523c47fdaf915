import type { KeyGroup } from "./key-group.ts";
import { pagesFor } from "./pages.ts";

const EVERYWHERE: KeyGroup = {
  title: "Everywhere",
  keys: [
    { press: ["Mod", "K"], text: "Go to a page, a portfolio or a run, or do something" },
    { press: ["?"], text: "This list" },
    { press: ["Esc"], text: "Close what is open" },
  ],
};

/** The keys of the page at `pathname`, most special first. */
export function listKeys(pathname: string, isAdmin: boolean): readonly KeyGroup[] {
  const goTo = pagesFor(isAdmin).flatMap(({ label, key }) => (key ? [{ press: ["g", key], text: label }] : []));
  return [...ofPage(pathname), EVERYWHERE, { title: "Go to", keys: goTo }];
}

function ofPage(pathname: string): readonly KeyGroup[] {
  return /^(\/admin)?\/runs\/[^/]+$/.test(pathname) ? RUN_PAGE : [];
}

const RUN_PAGE: readonly KeyGroup[] = [
  {
    title: "Activity log, while it is in focus",
    keys: [
      { press: ["Home"], text: "First entry" },
      { press: ["End"], text: "Newest entry, and follow it" },
    ],
  },
];
