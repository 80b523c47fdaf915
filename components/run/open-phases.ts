const NAME = "phase";

/** The rows that are open by the page's address: `?phase=phase_1&phase=phase_6`. */
export function readOpenPhases(search: string): ReadonlySet<string> {
  return new Set(new URLSearchParams(search).getAll(NAME));
}

/** The query of an address with these rows open, all else in it kept; empty where nothing is left. */
export function withOpenPhases(search: string, open: ReadonlySet<string>): string {
  const query = new URLSearchParams(search);
  query.delete(NAME);
  for (const id of open) query.append(NAME, id);
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
