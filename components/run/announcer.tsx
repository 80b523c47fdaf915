"use client";

import { useState } from "react";
import type { RunState } from "#lib/run/state.ts";
import type { Sync } from "#lib/run-store/sync.ts";
import { failureText, runTitle } from "./run-title.ts";
import { syncLook } from "./sync-look.ts";

/** The one place that speaks to a screen reader: which phase runs, how the run ended, and that it is not followed now. */
export function Announcer({ state, sync }: { state: RunState; sync: Sync }) {
  // A short interruption is not worth a word.
  const isAway = sync.kind === "offline";
  const news = announcement(state);
  const [said, setSaid] = useState({ isAway, news, isBack: false });
  if (said.isAway !== isAway || said.news !== news) {
    // What was said before the page was away is not said again.
    setSaid({ isAway, news, isBack: said.news === news && !isAway && (said.isAway || said.isBack) });
  }
  const present = said.isBack ? "Connected again." : news;
  return (
    <p role="status" className="sr-only">
      {isAway ? `${syncLook(sync).text}. ${syncLook(sync).explanation}` : present}
    </p>
  );
}

function announcement(state: RunState): string {
  if (state.status === "queued") return "";
  if (state.status !== "running") {
    const { title, subtitle } = runTitle(state, null);
    return `${title} ${failureText(state) ?? subtitle}`;
  }
  if (state.cancelRequested) return "Cancelling";
  const at = state.phases.findIndex((phase) => phase.status === "running");
  const phase = state.phases[at];
  return phase ? `${phase.name} has started, phase ${at + 1} of ${state.phases.length}` : "";
}
