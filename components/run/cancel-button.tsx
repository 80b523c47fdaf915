"use client";

import { useState } from "react";

/** Asks once more, then asks the server to cancel; the run itself says when it has. */
export function CancelButton({ runId, requested }: { runId: string; requested: boolean }) {
  const [step, setStep] = useState<"idle" | "sure" | "sent">("idle");
  const [problem, setProblem] = useState<string | null>(null);
  const cancel = async () => {
    setStep("sent");
    const answer = await fetch(`/api/v1/runs/${runId}/cancel`, { method: "POST" });
    if (answer.ok) return;
    setStep("idle");
    setProblem(answer.status === 409 ? "The run has ended already." : "The run could not be cancelled. Try again.");
  };
  if (requested || step === "sent") {
    return (
      <button type="button" disabled className="button button--outline">
        Cancelling…
      </button>
    );
  }
  return (
    <>
      {problem && <span role="alert">{problem}</span>}
      {step === "sure" && (
        <>
          <span className="text-data text-muted">What is stored stays.</span>
          <button type="button" className="button button--danger" onClick={() => void cancel()}>
            Cancel the run
          </button>
        </>
      )}
      <button
        type="button"
        className="button button--outline"
        onClick={() => setStep(step === "sure" ? "idle" : "sure")}
      >
        {step === "sure" ? "Go on" : "Cancel"}
      </button>
    </>
  );
}
