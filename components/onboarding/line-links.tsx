const MOST_NAMED = 5;

/** The lines that hold something, as ways to them. */
export function LineLinks({ rows, onGo }: { rows: readonly number[]; onGo: (row: number) => void }) {
  const rest = rows.length - MOST_NAMED;
  return (
    <p className="figures text-muted">
      {rows.length === 1 ? "Line" : "Lines"}
      {rows.slice(0, MOST_NAMED).map((row) => (
        <button
          key={row}
          type="button"
          aria-label={`Line ${row}`}
          onClick={() => onGo(row)}
          className="ml-1.5 min-h-6 min-w-6 text-link hover:underline"
        >
          {row}
        </button>
      ))}
      {rest > 0 && ` and ${rest} more`}
    </p>
  );
}
