"use client";

import { Suspense, useState } from "react";
import { lazily } from "#components/frame/lazily.tsx";
import { NewerRun, NoResults, type NoticedRun } from "./portfolio-notice.tsx";

const RunFollower = lazily(async () => (await import("./run-follower.tsx")).RunFollower);

/** The notice of a run that waits or goes on, moving with it; once it has ended the page is read again. */
export function ActiveRunNotice(props: { portfolioId: string; run: NoticedRun; hasResults: boolean }) {
  const { portfolioId, run, hasResults } = props;
  const [live, setLive] = useState(run);
  return (
    <>
      {hasResults ? <NewerRun run={live} /> : <NoResults portfolioId={portfolioId} run={live} />}
      <Suspense fallback={null}>
        <RunFollower {...{ portfolioId, runId: run.id }} onProgress={setLive} />
      </Suspense>
    </>
  );
}
