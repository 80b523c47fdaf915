"use client";

import { useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { phaseEnded } from "#lib/run/percent.ts";
import type { RunState } from "#lib/run/state.ts";
import type { Sync } from "#lib/run-store/sync.ts";
import { cancelObstacle } from "./cancel-obstacle.ts";
import { ConfirmedButton } from "./confirmed-button.tsx";
import { Consequences } from "./consequences.tsx";
import { countText } from "./phase-words.ts";
import { phasesInWords } from "./phases-in-words.ts";
import { sendCancel } from "./send-cancel.ts";

/** Asks once more, then asks the server to cancel; the run itself says when it has. */
export function CancelButton({ state, sync }: { state: RunState; sync: Sync["kind"] }) {
  const format = useFormat();
  const [sent, setSent] = useState(false);
  const cancel = async () => {
    const refusal = await sendCancel(state.runId);
    setSent(refusal === null);
    return refusal;
  };
  if (state.cancelRequested || sent) {
    return (
      <button type="button" disabled className="button button--outline">
        Cancelling…
      </button>
    );
  }
  return (
    <ConfirmedButton
      look="outline"
      obstacle={cancelObstacle(sync)}
      title="Cancel this run?"
      verb="Cancel the run"
      busyVerb="Cancelling…"
      leave={state.status === "queued" ? "Keep it in line" : "Keep it running"}
      isDangerous
      onConfirm={cancel}
      consequences={<Consequences of={cancelConsequences(state, (value) => format.number(value, 0))} />}
    >
      Cancel
    </ConfirmedButton>
  );
}

function cancelConsequences({ phases, status, portfolio }: RunState, write: (value: number) => string) {
  if (status === "queued") {
    return [
      {
        title: "Kept",
        text: portfolio ? "Your positions, and everything stored before." : "Everything stored before.",
      },
      { title: "Lost", text: "Its place in line; it has not begun." },
      { title: "Then", text: "A retry stands in line anew, and starts from the beginning." },
    ];
  }
  const done = phases.filter((phase) => phase.status === "completed" || phase.status === "warning");
  const current = phases.find((phase) => phase.status === "running");
  const ahead = phases.filter((phase) => !phaseEnded(phase) && phase !== current);
  const units = current && current.total !== null ? `${countText(current, write)} ${current.unit}` : null;
  const kept = [...(done.length > 0 ? [phasesInWords(done)] : []), ...(units ? [`${units} of ${current?.name}`] : [])];
  return [
    {
      title: "Kept",
      text: kept.length === 0 ? "Everything stored before." : `${kept.join("; ")}.`,
    },
    {
      title: "Lost",
      text: current
        ? `The unit ${current.name} has in hand; ${phasesInWords(ahead)} will not run.`
        : `${phasesInWords(ahead)} will not run.`,
    },
    { title: "Then", text: "A retry goes on from there whenever you like." },
  ];
}
