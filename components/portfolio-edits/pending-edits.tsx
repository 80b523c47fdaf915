"use client";

import { CircleAlert } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { startRun } from "#components/portfolio/start-run.ts";
import { counted } from "#lib/counted.ts";

/** Says that results do not follow from edits yet, and starts the run that makes them. */
export function PendingEdits({
  portfolioId,
  pending: { since, edits },
  isRunning,
}: {
  portfolioId: string;
  pending: { readonly since: string; readonly edits: number };
  /** A run is at work that may not have seen them. */
  isRunning: boolean;
}) {
  const format = useFormat();
  const router = useRouter();
  const [sent, setSent] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const start = async () => {
    setSent(true);
    setRefusal(null);
    const answer = await startRun(portfolioId, { force: false });
    if ("runId" in answer) return router.push(`/runs/${answer.runId}`);
    setSent(false);
    setRefusal(answer.refusal);
  };
  return (
    <div role="status" className="panel mb-4 flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5 text-body">
      <CircleAlert aria-hidden size={16} className="shrink-0 text-attention" />
      <p className="min-w-0 flex-1 basis-52">
        {pendingText(edits, format.day(since))}
        {isRunning && " The run at work may have begun without them; the next one has them."}
        {refusal && (
          <span role="alert" className="block text-data text-failed">
            {refusal}
          </span>
        )}
      </p>
      {!isRunning && (
        <button
          type="button"
          disabled={sent}
          onClick={() => void start()}
          className="button button--primary button--sm"
        >
          {sent ? "Starting…" : "Run now"}
        </button>
      )}
    </div>
  );
}

/** What is not in the figures: one's own changes, or what became known of prices. */
function pendingText(edits: number, since: string): string {
  if (edits > 0)
    return `${counted(edits, "change")} since ${since} ${edits === 1 ? "is" : "are"} not in these figures yet.`;
  return `Prices from ${since} on were restated, replaced or released from quarantine; that is not in these figures yet.`;
}
