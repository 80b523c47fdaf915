import { historyHref, readHistoryAddress } from "#components/admin/history-address.ts";
import { COMMAND_GROUPS, type Command } from "./command.ts";

/** Of each group as many are shown before anything is typed, so that all groups are seen. */
const MOST_UNASKED = 6;
const MOST_FOUND = 40;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The commands of which text and detail have every word of the query, upper and lower case alike, those that begin with it
 * first. A query that is the id of a run goes to that run; whoever may look elsewhere can take any other to the history.
 */
export function matchCommands(
  commands: readonly Command[],
  query: string,
  mayLookElsewhere: boolean,
): readonly Command[] {
  const text = query.trim().toLowerCase();
  if (text === "") return firstOfEach(commands);
  const words = text.split(/\s+/);
  const ranked = commands
    .map((command) => ({ command, rank: rankOf(command, text, words) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank);
  const found = ranked.slice(0, MOST_FOUND).map(({ command }) => command);
  return [...inGroups(found), ...elsewhere(query.trim(), mayLookElsewhere)];
}

function firstOfEach(commands: readonly Command[]): Command[] {
  return COMMAND_GROUPS.flatMap((group) =>
    commands.filter((each) => each.group === group).slice(0, group === "Go to" ? undefined : MOST_UNASKED),
  );
}

/** 3 where the text begins so, 2 where one of its words does, 1 where all words are somewhere, otherwise 0. */
function rankOf({ text, detail = "", also = "" }: Command, query: string, words: readonly string[]): number {
  const own = text.toLowerCase();
  if (own.startsWith(query)) return 3;
  if (own.includes(` ${query}`)) return 2;
  const all = `${own} ${detail.toLowerCase()} ${also}`;
  return words.every((word) => all.includes(word)) ? 1 : 0;
}

/** Groups stay together; the one with the best match comes first. */
function inGroups(found: readonly Command[]): Command[] {
  const groups = [...new Set(found.map(({ group }) => group))];
  return groups.flatMap((group) => found.filter((each) => each.group === group));
}

function elsewhere(query: string, mayLookElsewhere: boolean): Command[] {
  const id = query.toLowerCase();
  const group = "Runs";
  if (UUID.test(id)) return [{ id: "run", group, text: `Go to run ${id}`, deed: { kind: "go", href: `/runs/${id}` } }];
  if (!mayLookElsewhere) return [];
  const href = historyHref(readHistoryAddress({}), { text: query });
  return [{ id: "history", group, text: `Look for “${query}” in the runs of everyone`, deed: { kind: "go", href } }];
}
