/** The keys that the activity log hears while it has the focus, in the order a list of keys shows them. */
export const LOG_KEYS: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ["/"], does: "Search the log" },
  { keys: ["n", "p"], does: "Next or previous warning or error" },
  { keys: ["↓", "↑"], does: "Next or previous line" },
  { keys: ["Enter"], does: "Show or fold the repeats of a line" },
  { keys: ["c"], does: "Copy a link to the line" },
  { keys: ["Home", "End"], does: "First or newest line" },
  { keys: ["Esc"], does: "Leave the line" },
];
