"use client";

import { useSyncExternalStore } from "react";

const NAMES: Readonly<Record<string, readonly [mac: string, elsewhere: string]>> = { Mod: ["⌘", "Ctrl"] };
const never = () => () => undefined;
const isMac = () => /Mac|iP(hone|ad|od)/.test(navigator.platform);

/** Keys as caps, in the order they are pressed; named as on the reader's keyboard. */
export function Keys({ press }: { press: readonly string[] }) {
  const onMac = useSyncExternalStore(never, isMac, () => false);
  return (
    <span className="inline-flex shrink-0 gap-1">
      {press.map((key) => (
        <kbd
          key={key}
          className="inline-grid h-5 min-w-5 place-content-center rounded-md border border-border bg-default px-1 font-sans text-meta text-muted"
        >
          {NAMES[key]?.[onMac ? 0 : 1] ?? key}
        </kbd>
      ))}
    </span>
  );
}
