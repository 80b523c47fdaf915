/** Stands where a chart would, whose code has not come. */
export function ChartFailure() {
  return (
    <p role="alert" className="text-data text-muted">
      The chart could not be loaded; the table has its numbers. Reload the page to try again.
    </p>
  );
}
