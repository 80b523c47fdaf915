import type { ReferenceSource } from "./reference-source.ts";
import { clusteringSource } from "./sources/clustering.ts";
import { concentrationSource } from "./sources/concentration.ts";
import { empyricalSource } from "./sources/empyrical.ts";
import { leastSquaresSource } from "./sources/least-squares.ts";
import { optionSymbolSource } from "./sources/option-symbols.ts";
import { optionSource } from "./sources/options.ts";
import { tradingCalendarSource } from "./sources/trading-calendar.ts";

/** Every file of reference cases, and what of ours is held to it: for the tests and for `npm run verify:numbers`. */
export const REFERENCE_SOURCES: readonly ReferenceSource[] = [
  leastSquaresSource,
  empyricalSource,
  optionSource,
  clusteringSource,
  concentrationSource,
  tradingCalendarSource,
  optionSymbolSource,
];
