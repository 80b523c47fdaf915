import { useEffect, useState } from "react";
import type { PaletteContent } from "./palette-content.ts";
import { readPortfolios, readShownRun } from "./read-palette.ts";

/** What commands are made of, and whether all of it is there: pages and settings are at once, the rest when it is read. */
export interface ReadContent extends PaletteContent {
  readonly state: "reading" | "complete" | "lacking";
}

export function usePaletteContent(pathname: string, isAdmin: boolean): ReadContent {
  const [read, setRead] = useState<Pick<ReadContent, "portfolios" | "shownRun" | "state">>({
    ...{ portfolios: [], shownRun: null, state: "reading" },
  });
  useEffect(() => {
    let isWanted = true;
    const readAll = async () => {
      const [portfolios, shownRun] = await Promise.all([readPortfolios(), readShownRun(pathname)]);
      if (!isWanted) return;
      setRead({ portfolios: portfolios ?? [], shownRun, state: portfolios ? "complete" : "lacking" });
    };
    void readAll();
    return () => {
      isWanted = false;
    };
  }, [pathname]);
  return { pathname, isAdmin, ...read };
}
