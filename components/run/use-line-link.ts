"use client";

import { useEffect, useState } from "react";
import { logLinkQuery } from "#lib/run/log-link.ts";
import type { LogReader } from "#lib/run-store/log-reader.ts";

const SAID_MS = 4_000;

/** Links to lines among those the filter lets through: their addresses, and their copying, which the page's address follows. */
export function useLineLink(reader: LogReader) {
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const address = (line: number) => {
    const { filter } = reader.view.getState();
    return logLinkQuery(window.location.search, { line, filter });
  };
  const copyLink = (seq: number) => {
    window.history.replaceState(null, "", address(seq));
    reader.choose(seq);
    void isCopied(window.location.href).then((copied) =>
      setSaid(copied ? "Link to the line copied." : "The page's address now leads to the line."),
    );
  };
  return { said, address, copyLink };
}

/** Browsers give the clipboard to pages from https and from this machine only, and may ask the reader. */
async function isCopied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    console.warn("the clipboard could not be written", error);
    return false;
  }
}
