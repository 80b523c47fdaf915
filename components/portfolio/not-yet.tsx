/** Stands in a tab whose phase no run has got to. */
export function NotYet({ what }: { what: string }) {
  return (
    <p className="panel px-4 py-8 text-center text-body text-muted">
      {what} come from the last phase, Risk Analytics. No run of this portfolio has finished it yet.
    </p>
  );
}
