"use client";

import Link from "next/link";
import { useFormat } from "#components/frame/format-context.tsx";
import { StatusChip } from "#components/status/status-icon.tsx";
import { duration, type Format } from "#lib/format.ts";
import { Card } from "./card.tsx";
import type { PortfolioRun } from "./portfolio-data.ts";

const KINDS = { onboarding: "Onboarding", nightly: "Nightly", manual: "Run again", retry: "Retry" } as const;

/** The newest runs of this portfolio; each opens as it was. */
export function RunsPanel({ runs }: { runs: readonly PortfolioRun[] }) {
  return (
    <Card title="Runs" aside={`The newest ${runs.length}`}>
      <section aria-label="Runs, scrollable" tabIndex={0} className="relative -mx-4 overflow-x-auto px-4">
        <table className="figures w-full text-left text-data sm:min-w-140">
          <thead className="text-meta text-muted">
            <tr>
              <th className="pb-1.5 font-medium">Status</th>
              <th className="pb-1.5 font-medium max-sm:hidden">Kind</th>
              <th className="pb-1.5 font-medium">Started (UTC)</th>
              <th className="pb-1.5 text-right font-medium">Duration</th>
              <th className="pb-1.5 pl-6 font-medium max-sm:hidden">Outcome</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <RunRow key={run.id} run={run} />
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}

function RunRow({ run }: { run: PortfolioRun }) {
  const format = useFormat();
  return (
    <tr className="border-t border-separator align-top">
      <td className="py-2 pr-4">
        <StatusChip status={run.status} />
        <span className="mt-1 block text-muted sm:hidden">{KINDS[run.kind]}</span>
      </td>
      <td className="py-2 pr-4 max-sm:hidden">{KINDS[run.kind]}</td>
      <td className="py-2 pr-4 sm:whitespace-nowrap">
        <Link href={`/runs/${run.id}`} prefetch={false} className="text-link underline-offset-2 hover:underline">
          {run.startedAt ? format.instant(run.startedAt) : "Not started"}
        </Link>
        <span className="mt-1 block text-muted sm:hidden">{outcome(run, format)}</span>
      </td>
      <td className="py-2 text-right whitespace-nowrap">{run.durationMs === null ? "–" : duration(run.durationMs)}</td>
      <td className="py-2 pl-6 text-muted max-sm:hidden">{outcome(run, format)}</td>
    </tr>
  );
}

function outcome(
  { status, percent, reason, datesProcessed, warningCount, errorCount }: PortfolioRun,
  format: Format,
): string {
  if (status === "running") return `${percent}%`;
  return [
    reason,
    datesProcessed === null ? null : format.counted(datesProcessed, "session"),
    warningCount > 0 ? format.counted(warningCount, "warning line") : null,
    errorCount > 0 ? format.counted(errorCount, "error line") : null,
  ]
    .filter(Boolean)
    .join(" · ");
}
