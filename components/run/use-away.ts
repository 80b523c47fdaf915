"use client";

import { useEffect } from "react";
import type { ShownRun } from "#lib/run-store/run-store.ts";
import { useRunView } from "#lib/run-store/use-run.ts";
import { readAwayChoices } from "./away-choices.ts";
import { type AwayNotice, awayNotice } from "./away-notice.ts";
import { faviconAddress, iconState } from "./favicon.ts";
import { notificationRight } from "./notification-right.ts";
import { playTone } from "./play-tone.ts";
import { tabTitle } from "./tab-title.ts";

/** Keeps whoever looks elsewhere informed: by the tab's title and icon, and by what they have asked for. */
export function useAway(store: ShownRun, isReplay: boolean): void {
  const title = useRunView(store, ({ state, placeInLine, sync, clockOffsetMs }) =>
    tabTitle(state, { placeInLine, sync: sync.kind, isReplay, now: wholeSecond(clockOffsetMs) }),
  );
  const icon = useRunView(store, ({ state, sync }) =>
    faviconAddress(iconState(state.status, sync.kind), state.percent),
  );
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => showIcon(icon), [icon]);
  useEffect(
    () =>
      store.view.subscribe((now, before) => {
        const notice = awayNotice(seen(before), seen(now));
        if (notice) tell(notice, now.state.runId);
      }),
    [store],
  );
}

/** The present by the server's clock, in steps: what is made of it is the same when it is asked twice. */
function wholeSecond(clockOffsetMs: number | null): number | null {
  return clockOffsetMs === null ? null : Math.floor((Date.now() + clockOffsetMs) / 1_000) * 1_000;
}

const seen = ({ state, sync }: ReturnType<ShownRun["view"]["getState"]>) => ({ state, sync: sync.kind });

/** In the place of the site's own icon, which is there again once this page is left. */
function showIcon(address: string): () => void {
  const link = document.createElement("link");
  Object.assign(link, { rel: "icon", type: "image/svg+xml", href: address });
  document.head.append(link);
  return () => link.remove();
}

function tell(notice: AwayNotice, runId: string): void {
  const { notification, sound } = readAwayChoices();
  if (sound) playTone(notice.tone);
  const isLookedAt = !document.hidden && document.hasFocus();
  if (!notification || isLookedAt || notificationRight() !== "granted") return;
  const { title, body } = notice;
  // One for a run: what it says later takes the place of what it said before.
  try {
    const shown = new Notification(title, { body, tag: runId });
    shown.addEventListener("click", () => {
      window.focus();
      shown.close();
    });
  } catch (error) {
    // Some phones grant the right and let no page use it; whoever is told of it is the frame that renders the run.
    console.warn("the browser shows no notification", error);
  }
}
