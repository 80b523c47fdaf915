"use client";

import { RotateCcw } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import { retryPoint } from "#lib/run/retry-point.ts";
import type { RunState } from "#lib/run/state.ts";
import { runAddress } from "./run-address.ts";
import { sendRetry } from "./send-retry.ts";

/** Whether an ended run left something to do. */
export function isRetryable({ status, phases }: RunState): boolean {
  if (status === "failed" || status === "cancelled") return true;
  return status === "partial" && retryPoint(phases) !== null;
}

/** Retries a run from the first phase that did not do its work, and goes to the retry. */
export function RetryButton({ state }: { state: RunState }) {
  const router = useRouter();
  const pathname = usePathname();
  const [sent, setSent] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  // A run that was never taken up may be a retry itself, which hands on what it would have retried.
  const point = state.startedAt === null ? null : retryPoint(state.phases);
  const retry = async () => {
    setSent(true);
    const answer = await sendRetry(state.runId);
    if ("runId" in answer) return router.push(runAddress(pathname, answer.runId));
    setSent(false);
    setRefusal(answer.refusal);
  };
  return (
    <>
      {refusal && (
        <span role="alert" className="text-data text-failed">
          {refusal}
        </span>
      )}
      <button
        type="button"
        disabled={sent}
        title="A new run over the same dates; what completed is carried over"
        onClick={() => void retry()}
        className="button button--primary"
      >
        <RotateCcw aria-hidden size={16} /> {sent ? "Retrying…" : point ? `Retry from ${point.name}` : "Retry"}
      </button>
    </>
  );
}
