"use client";

import { useSyncExternalStore } from "react";

/** Whether the page is being laid out for paper, where nothing can be opened. */
export function useIsPrinted(): boolean {
  return useSyncExternalStore(subscribe, isPrinted, () => false);
}

function subscribe(changed: () => void): () => void {
  const paper = window.matchMedia("print");
  paper.addEventListener("change", changed);
  return () => paper.removeEventListener("change", changed);
}

const isPrinted = () => window.matchMedia("print").matches;
