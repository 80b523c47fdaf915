"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { startRun } from "./start-run.ts";

/** Starts a run over all sessions of the portfolio and goes to it; one that is under way already is gone to instead. */
export function RunAgainButton({
  portfolioId,
  label = "Run again",
  look = "primary",
}: {
  portfolioId: string;
  label?: string;
  look?: "primary" | "outline";
}) {
  const router = useRouter();
  const [sent, setSent] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const start = async () => {
    setSent(true);
    setRefusal(null);
    const answer = await startRun(portfolioId);
    if ("runId" in answer) return router.push(`/runs/${answer.runId}`);
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
        title="Fetches prices, company profiles and statements again and computes every session anew, from the first to the newest"
        onClick={() => void start()}
        className={`button button--${look}`}
      >
        <RotateCw aria-hidden size={16} /> {sent ? "Starting…" : label}
      </button>
    </>
  );
}
