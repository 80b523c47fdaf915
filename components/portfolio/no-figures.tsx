/** Stands where figures would that cannot be computed, all for one reason. */
export function NoFigures({ what, why }: { what: string; why: string }) {
  return (
    <p className="rounded-lg border border-dashed border-border px-4 py-8 text-center text-data text-muted">
      {`${what}: ${why}.`}
    </p>
  );
}
