"use client";

import { Fragment, useSyncExternalStore } from "react";
import type { ListedKey } from "./key-group.ts";

const NAMES: Readonly<Record<string, readonly [mac: string, elsewhere: string]>> = { Mod: ["⌘", "Ctrl"] };
const BETWEEN = { chord: "+", sequence: "then" } as const;
const never = () => () => undefined;
const isMac = () => /Mac|iP(hone|ad|od)/.test(navigator.platform);

/** Keys as caps, named as on the reader's keyboard, with what is between them: held together, in turn, or one of them. */
export function Keys({ keys, as }: Pick<ListedKey, "keys" | "as">) {
  const onMac = useSyncExternalStore(never, isMac, () => false);
  return (
    <span className="inline-flex shrink-0 items-center gap-1 text-meta text-muted">
      {keys.map((key, index) => (
        <Fragment key={key}>
          {index > 0 && <span className={as === "chord" ? "sr-only" : ""}>{as ? BETWEEN[as] : "/"}</span>}
          <kbd className="inline-grid h-5 min-w-5 place-content-center rounded-md border border-border bg-default px-1 font-sans">
            {NAMES[key]?.[onMac ? 0 : 1] ?? key}
          </kbd>
        </Fragment>
      ))}
    </span>
  );
}
