import { expect, test } from "vitest";
import type { Sync } from "#lib/run-store/sync.ts";
import { syncLook } from "./sync-look.ts";

const since = Date.parse("2026-01-02T12:04:05.678Z");

test.each<[Sync, string]>([
  [{ kind: "connecting" }, "Connecting"],
  [{ kind: "live", lagMs: null }, "Live"],
  [{ kind: "live", lagMs: 31 }, "Live · 31 ms"],
  [{ kind: "live", lagMs: 1_240 }, "Live · 1.2s"],
  [{ kind: "restarted" }, "Server restarted"],
  [{ kind: "catching-up", behind: 1_200 }, "Catching up (1,200)"],
  [{ kind: "delayed", lateMs: 8_000 }, "Delayed · 8.0s"],
  [{ kind: "silent", since }, "No word since 12:04:05"],
  [{ kind: "reconnecting", since }, "Reconnecting · as of 12:04:05"],
  [{ kind: "offline", since }, "Offline since 12:04:05"],
  [{ kind: "ended" }, "Final"],
  [{ kind: "refused", code: "ERR_AUTH_001", message: "Sign in again." }, "Not connected"],
  [{ kind: "replay", at: "2026-01-02T12:04:05.678Z", behind: 62 }, "Replay · 12:04:05 · 62 events behind"],
])("[LIVE6] %j is said as %s", (sync, text) => {
  expect(syncLook(sync).text).toBe(text);
});

test("[LIVE6] only what is live says so", () => {
  const kinds: Sync[] = [
    { kind: "delayed", lateMs: 8_000 },
    { kind: "silent", since },
    { kind: "reconnecting", since },
    { kind: "offline", since },
    { kind: "replay", at: "2026-01-02T12:04:05.678Z", behind: 0 },
  ];
  for (const sync of kinds) {
    const { text, explanation } = syncLook(sync);
    expect(`${text} ${explanation}`).not.toMatch(/\blive\b/i);
  }
});
