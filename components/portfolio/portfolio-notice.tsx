import Link from "next/link";
import type { ReactNode } from "react";
import { ChangeSourceButton } from "#components/prices/change-source-button.tsx";
import type { PriceChoice } from "#components/prices/price-choice.ts";
import { StatusIcon } from "#components/status/status-icon.tsx";
import type { PortfolioRun } from "./portfolio-data.ts";
import { RunAgainButton } from "./run-again-button.tsx";

/** What a notice says of a run. */
export type NoticedRun = Pick<PortfolioRun, "id" | "status" | "percent" | "reason">;

/** What stands where the results would: why there are none yet, and the next step. */
export function NoResults({
  portfolioId,
  run,
  prices = null,
}: {
  portfolioId: string;
  run: NoticedRun | null;
  /** Where prices could come from instead; null where that is not to be asked here. */
  prices?: PriceChoice | null;
}) {
  const { title, text, action } = explain(portfolioId, run, prices);
  return (
    <section className="panel mx-auto mt-10 flex max-w-xl flex-col items-center gap-3 px-6 py-10 text-center">
      {run && <StatusIcon status={run.status} size={28} />}
      <h2 className="text-page font-semibold">{title}</h2>
      <p className="text-body text-muted">{text}</p>
      <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>
    </section>
  );
}

interface Explanation {
  readonly title: string;
  readonly text: string;
  readonly action: ReactNode;
}

function explain(portfolioId: string, run: NoticedRun | null, prices: PriceChoice | null): Explanation {
  const again = <RunAgainButton portfolioId={portfolioId} label="Run again" />;
  if (run === null) {
    return {
      title: "Not analyzed yet",
      text: "The positions are stored. A run computes everything this page shows.",
      action: <RunAgainButton portfolioId={portfolioId} label="Run the nine phases" />,
    };
  }
  switch (run.status) {
    case "queued":
      return {
        title: "Waiting to start",
        text: "A worker takes the run up as soon as one is free. The results appear here when it is done.",
        action: <RunLink run={run} label="Watch progress" primary />,
      };
    case "running":
      return {
        title: `Being analyzed: ${run.percent}%`,
        text: "The nine phases are under way. The results appear here when they are done.",
        action: <RunLink run={run} label="Watch progress" primary />,
      };
    case "failed":
      return {
        title: "The run was interrupted",
        text: `${sentence(run.reason ?? "It could not finish")} Your positions are safe; nothing was computed.`,
        action: (
          <>
            <RunLink run={run} label="See what happened" />
            {prices && (
              <ChangeSourceButton choice={prices} after="run" look="button">
                Change price source
              </ChangeSourceButton>
            )}
            {again}
          </>
        ),
      };
    case "cancelled":
      return {
        title: "The run was cancelled",
        text: "It stopped before the first session was stored. Your positions are safe.",
        action: [<RunLink key="run" run={run} label="See the run" />, <span key="again">{again}</span>],
      };
    case "completed":
    case "partial":
      return {
        // Results go with the price source they were computed from; a run that computed none may say why.
        title: run.reason === null ? "No results stored" : "No sessions computed",
        text: run.reason ?? "Results of an earlier price source are not kept. A run computes every session anew.",
        action: [<RunLink key="run" run={run} label="See the run" />, <span key="again">{again}</span>],
      };
    default:
      return run.status satisfies never;
  }
}

/** Reasons come as they were thrown, with or without a full stop. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Above results that are there already: a newer run is under way or went wrong. */
export function NewerRun({ run }: { run: NoticedRun }) {
  const texts: Partial<Record<PortfolioRun["status"], string>> = {
    queued: "A run is waiting to start; the numbers below are from the one before.",
    running: `A run is under way: ${run.percent}%. The numbers below are read again when it has ended.`,
    failed: `${sentence(`The latest run was interrupted${run.reason ? `: ${run.reason}` : ""}`)} The numbers below are what is stored.`,
    cancelled: "The latest run was cancelled. The numbers below are what is stored.",
  };
  const text = texts[run.status];
  if (!text) return null;
  return (
    <p className="panel mb-4 flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5 text-body">
      <StatusIcon status={run.status} />
      <span className="min-w-0 flex-1">{text}</span>
      <Link prefetch={false} href={`/runs/${run.id}`} className="font-medium text-link underline">
        {run.status === "failed" ? "See what happened" : "Open the run"}
      </Link>
    </p>
  );
}

function RunLink({ run, label, primary = false }: { run: NoticedRun; label: string; primary?: boolean }) {
  return (
    <Link
      prefetch={false}
      href={`/runs/${run.id}`}
      className={`button ${primary ? "button--primary" : "button--outline"}`}
    >
      {label}
    </Link>
  );
}
