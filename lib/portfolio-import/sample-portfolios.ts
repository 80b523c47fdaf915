import { growth } from "./samples/growth.ts";
import { longShort } from "./samples/long-short.ts";
import { problems } from "./samples/problems.ts";
import { retiree } from "./samples/retiree.ts";
import type { SamplePortfolio } from "./samples/sample-portfolio.ts";

/** The portfolios offered beside an upload. */
export const SAMPLE_PORTFOLIOS: readonly SamplePortfolio[] = [growth, longShort, retiree, problems];

/** The sample portfolio of this id; undefined when there is none. */
export function findSamplePortfolio(id: string): SamplePortfolio | undefined {
  return SAMPLE_PORTFOLIOS.find((sample) => sample.id === id);
}
