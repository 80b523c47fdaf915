/** The place of a panel whose code comes. */
export function LoadingPanel() {
  return (
    <p className="panel min-h-96 px-4 py-8 text-center text-data text-muted">
      Loading…<span className="hidden print:inline"> It was not there yet: print once more.</span>
    </p>
  );
}
