import { type RemovedLog, removedLogText } from "#lib/run/removed-log.ts";

/** Stands in the place of an activity log that is no longer kept. */
export function RemovedLogPanel({ removed }: { removed: RemovedLog }) {
  return (
    <section aria-labelledby="activity-log" className="panel flex min-h-0 flex-col overflow-hidden">
      <h2
        id="activity-log"
        className="border-b border-border px-4 py-2.5 text-meta font-semibold tracking-wide text-muted uppercase"
      >
        Activity log
      </h2>
      <p className="px-4 py-3 text-body text-muted">{removedLogText(removed)}</p>
    </section>
  );
}
