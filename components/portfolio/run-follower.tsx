"use client";

import { useRouter } from "next/navigation";
import { useEffect, useMemo } from "react";
import { useRunList, useRunListView } from "#lib/run-store/use-run-list.ts";
import { newestRun } from "./newest-run.ts";
import type { NoticedRun } from "./portfolio-notice.tsx";

/** Shows nothing: tells how the portfolio's newest run goes on, and has the page read again once it has ended. */
export function RunFollower(props: {
  portfolioId: string;
  runId: string;
  onProgress: (run: NoticedRun) => void;
}): null {
  const { portfolioId, runId, onProgress } = props;
  const router = useRouter();
  const ids = useMemo(() => [runId], [runId]);
  const store = useRunList({ scope: "mine", portfolioId }, ids);
  const run = useRunListView(store, (view) => newestRun(view.runs.values(), portfolioId));
  useEffect(() => {
    // What an ended run has to say is on the page that is read again.
    if (run && run.endedAt === null) onProgress(run);
  }, [run, onProgress]);
  const endedId = run?.endedAt ? run.id : null;
  useEffect(() => {
    if (endedId) router.refresh();
  }, [endedId, router]);
  return null;
}
