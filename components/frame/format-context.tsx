"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { createFormat, type Format } from "#lib/format.ts";

const FormatContext = createContext<Format>(createFormat("en-US"));

/** Server and browser format for the same locale, the one the request asked for, so that nothing changes on hydration. */
export function FormatProvider({ locale, children }: { locale: string; children: ReactNode }) {
  const format = useMemo(() => createFormat(locale), [locale]);
  return <FormatContext.Provider value={format}>{children}</FormatContext.Provider>;
}

export function useFormat(): Format {
  return useContext(FormatContext);
}
