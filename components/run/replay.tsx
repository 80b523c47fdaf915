"use client";

import { Suspense } from "react";
import { lazily } from "#components/frame/lazily.tsx";
import { type RemovedLog, removedLogText } from "#lib/run/removed-log.ts";
import type { ShownRun } from "#lib/run-store/run-store.ts";
import { ReplayFrame } from "./replay-frame.tsx";
import type { Replay } from "./use-replay.ts";

const ReplayPanel = lazily(async () => (await import("./replay-panel.tsx")).ReplayPanel);

/** What a page shows above a run that is looked at as it was; nothing in the present. */
export function ReplayBar({ replay, live, removed }: { replay: Replay; live: ShownRun; removed: RemovedLog | null }) {
  const { isOn, isAsked, store, leave } = replay;
  if (!isOn) return null;
  if (removed) return <NothingToReplay removed={removed} onLeave={leave} />;
  const waiting = (
    <ReplayFrame>
      <p className="text-body text-muted">Reading the run's events…</p>
    </ReplayFrame>
  );
  return (
    <Suspense fallback={waiting}>
      {store ? <ReplayPanel {...{ store, live, isAsked }} onLeave={leave} /> : waiting}
    </Suspense>
  );
}

function NothingToReplay({ removed, onLeave }: { removed: RemovedLog; onLeave: () => void }) {
  return (
    <section aria-label="Replay" className="panel mb-4 flex flex-wrap items-center gap-3 px-4 py-3 text-body">
      <p className="mr-auto">There is nothing to replay. {removedLogText(removed)}</p>
      <button type="button" onClick={onLeave} className="button button--outline button--sm">
        Close
      </button>
    </section>
  );
}
