"use client";

import { RotateCcw } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { carriedPhases, retryPoint } from "#lib/run/retry-point.ts";
import type { RunState } from "#lib/run/state.ts";
import { ConfirmedButton } from "./confirmed-button.tsx";
import { Consequences } from "./consequences.tsx";
import { phasesInWords } from "./phases-in-words.ts";
import { runAddress } from "./run-address.ts";
import { sendRetry } from "./send-retry.ts";

/** Retries a run from the first phase that did not do its work, and goes to the retry. */
export function RetryButton({ state }: { state: RunState }) {
  const router = useRouter();
  const pathname = usePathname();
  // A run that was never taken up may be a retry itself, which hands on what it would have retried.
  const point = state.startedAt === null ? null : retryPoint(state.phases);
  const retry = async () => {
    const answer = await sendRetry(state.runId);
    if (!("runId" in answer)) return answer.refusal;
    router.push(runAddress(pathname, answer.runId));
    // On the way back this page has the retry in its chain.
    router.refresh();
    return null;
  };
  return (
    <ConfirmedButton
      look="primary"
      title={point ? `Retry from ${point.name}?` : "Retry this run?"}
      verb="Start the retry"
      busyVerb="Starting…"
      leave="Not now"
      isDangerous={false}
      onConfirm={retry}
      consequences={<Consequences of={retryConsequences(state)} />}
    >
      <RotateCcw aria-hidden size={16} /> {point ? `Retry from ${point.name}` : "Retry"}
    </ConfirmedButton>
  );
}

function retryConsequences({ phases, startedAt, inputs }: RunState) {
  const carried = startedAt === null ? [] : carriedPhases(phases);
  const again = phases.filter((phase) => !carried.includes(phase) && phase.total !== 0);
  const dates = inputs?.dates ? ` over the same ${inputs.dates.count} sessions` : "";
  return [
    {
      title: "Kept",
      text:
        carried.length === 0
          ? "Your positions, and this run with its log."
          : `${phasesInWords(carried)}, unless prices have changed since; this run and its log.`,
    },
    { title: "Done again", text: `${phasesInWords(again)}${dates}.` },
    { title: "Then", text: "The retry has a page of its own; both name each other." },
  ];
}
