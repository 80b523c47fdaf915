import { LOG_KEYS } from "#components/run/log-keys.ts";
import { REPLAY_KEYS } from "#components/run/replay-keys.ts";
import type { KeyGroup } from "./key-group.ts";
import { pagesFor } from "./pages.ts";

const EVERYWHERE: KeyGroup = {
  title: "Everywhere",
  keys: [
    { keys: ["Mod", "K"], as: "chord", does: "Go to a page, a portfolio or a run, or do something" },
    { keys: ["?"], does: "This list" },
    { keys: ["Esc"], does: "Close what is open" },
  ],
};

const ON_RUN_PAGE: readonly KeyGroup[] = [
  { title: "Replay", keys: REPLAY_KEYS },
  { title: "Activity log, while it is in focus", keys: LOG_KEYS },
];

/** The keys of the page at `pathname`, most special first. */
export function listKeys(pathname: string, isAdmin: boolean): readonly KeyGroup[] {
  const goTo = pagesFor(isAdmin).flatMap(({ label, key }) =>
    key ? [{ keys: ["g", key], as: "sequence" as const, does: label }] : [],
  );
  const isRunPage = /^(\/admin)?\/runs\/[^/]+$/.test(pathname);
  return [...(isRunPage ? ON_RUN_PAGE : []), EVERYWHERE, { title: "Go to", keys: goTo }];
}
