"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";

/** Starts a run over all sessions of the portfolio and goes to it; one that is under way already is gone to instead. */
export function RunAgainButton({ portfolioId, label = "Run again" }: { portfolioId: string; label?: string }) {
  const router = useRouter();
  const [state, setState] = useState<"idle" | "sent" | "failed">("idle");
  const start = async () => {
    setState("sent");
    const runId = await startRun(portfolioId);
    if (runId) router.push(`/runs/${runId}`);
    else setState("failed");
  };
  return (
    <>
      {state === "failed" && (
        <span role="alert" className="text-data text-failed">
          The run could not be started. Nothing has changed; try again.
        </span>
      )}
      <button
        type="button"
        disabled={state === "sent"}
        title="Recomputes every session from the first to the newest"
        onClick={() => void start()}
        className="button button--primary"
      >
        <RotateCw aria-hidden size={16} /> {state === "sent" ? "Starting…" : label}
      </button>
    </>
  );
}

/** The id of the run to look at; null when there is none. */
async function startRun(portfolioId: string): Promise<string | null> {
  try {
    const answer = await fetch(`/api/v1/portfolios/${portfolioId}/runs`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ force: true }),
    });
    // A refusal because one is under way (409) carries that run.
    if (!answer.ok && answer.status !== 409) return null;
    const { run } = (await answer.json()) as { run?: { id?: string } };
    return run?.id ?? null;
  } catch (error) {
    console.error("Starting a run failed", error);
    return null;
  }
}
