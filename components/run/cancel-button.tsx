"use client";

import { useState } from "react";
import { sendCancel } from "./send-cancel.ts";

/** Asks once more, then asks the server to cancel; the run itself says when it has. */
export function CancelButton({ runId, requested }: { runId: string; requested: boolean }) {
  const [step, setStep] = useState<"idle" | "sure" | "sent">("idle");
  const [problem, setProblem] = useState<string | null>(null);
  const cancel = async () => {
    setStep("sent");
    setProblem(null);
    const refusal = await sendCancel(runId);
    if (refusal === null) return;
    setStep("idle");
    setProblem(refusal);
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
      {problem && (
        <span role="alert" className="text-data text-failed">
          {problem}
        </span>
      )}
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
