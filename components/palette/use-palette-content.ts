import { useEffect, useState } from "react";
import type { FoundPortfolio, PaletteContent, ShownRun } from "./palette-content.ts";
import { readPortfolios, readShownRun } from "./read-palette.ts";

/** What commands are made of, and whether all of it is there: pages and settings are at once, the rest when it is read. */
export interface ReadContent extends PaletteContent {
  readonly state: "reading" | "complete" | "lacking";
}

interface Read {
  readonly pathname: string;
  readonly portfolios: readonly FoundPortfolio[] | null;
  readonly shownRun: ShownRun | null;
}

/** Reads anew whenever the palette opens; until it has, the portfolios are those of the last time. */
export function usePaletteContent(pathname: string, isAdmin: boolean, isOpen: boolean): ReadContent {
  const [read, setRead] = useState<Read | null>(null);
  useEffect(() => {
    if (!isOpen) return;
    let isWanted = true;
    const readAll = async () => {
      const [portfolios, shownRun] = await Promise.all([readPortfolios(), readShownRun(pathname)]);
      if (isWanted) setRead({ pathname, portfolios, shownRun });
    };
    void readAll();
    return () => {
      isWanted = false;
    };
  }, [pathname, isOpen]);
  const isOfThisPage = read?.pathname === pathname;
  return {
    ...{ pathname, isAdmin, portfolios: read?.portfolios ?? [] },
    shownRun: isOfThisPage ? read.shownRun : null,
    state: !isOfThisPage ? "reading" : read.portfolios ? "complete" : "lacking",
  };
}
