/** Failures that are explained by their message alone: what to do about them is in it. */
const PLAIN = /^ERR_(SETTING|LISTEN|DATABASE_|POSTGRES_|DATA_FOLDER_|DISK_FULL)/;

/** What the person at the terminal is told about an error: its message, and where to look when it is not a known one. */
export function explained(error: unknown): string {
  if (!(error instanceof Error)) return `\nNonet: ${String(error)}\n`;
  if ("code" in error && typeof error.code === "string" && PLAIN.test(error.code)) return `\n${error.message}\n`;
  const parts = error instanceof AggregateError ? error.errors.map(described) : [];
  return ["", described(error), ...parts, ""].join("\n");
}

function described(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\n  caused by: ${described(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
