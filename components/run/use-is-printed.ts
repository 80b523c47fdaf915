"use client";

import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** Whether the page is being laid out for paper, where nothing can be opened. */
export function useIsPrinted(): boolean {
  const [isPrinted, setPrinted] = useState(false);
  useEffect(() => {
    const paper = window.matchMedia("print");
    // At once: the browser does not wait for a later render.
    const change = ({ matches }: { readonly matches: boolean }) => flushSync(() => setPrinted(matches));
    paper.addEventListener("change", change);
    return () => paper.removeEventListener("change", change);
  }, []);
  return isPrinted;
}
