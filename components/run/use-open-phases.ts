"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { readOpenPhases, withOpenPhases } from "./open-phases.ts";

export interface OpenPhases {
  readonly open: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  /** Opens a row and brings it into view, with the focus on it. */
  readonly show: (id: string) => void;
}

/** Which rows are open; the address says so too, so that what is looked at can be shared. */
export function useOpenPhases(): OpenPhases {
  const search = useSearchParams().toString();
  const [open, setOpen] = useState(() => readOpenPhases(search));
  const wanted = useRef<string | null>(null);
  const change = (next: ReadonlySet<string>) => {
    setOpen(next);
    const { pathname, search: present, hash } = window.location;
    window.history.replaceState(null, "", `${pathname}${withOpenPhases(present, next)}${hash}`);
  };
  useEffect(() => {
    if (wanted.current === null || !open.has(wanted.current)) return;
    const button = document.querySelector<HTMLElement>(`[data-phase="${CSS.escape(wanted.current)}"] button`);
    wanted.current = null;
    button?.scrollIntoView({ block: "nearest" });
    button?.focus();
  }, [open]);
  return {
    open,
    toggle: (id) => change(open.has(id) ? new Set([...open].filter((each) => each !== id)) : new Set([...open, id])),
    show: (id) => {
      wanted.current = id;
      change(new Set([...open, id]));
    },
  };
}
