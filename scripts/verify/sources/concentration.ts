import { concentration } from "#lib/analytics/concentration.ts";
import type { ReferenceSource } from "../reference-source.ts";

export const concentrationSource: ReferenceSource = {
  file: "concentration_computed",
  title: "Concentration: HHI, effective positions, largest holdings",
  answers: {
    concentration: ({ inputs }) => {
      const { value } = concentration(Float64Array.from(inputs.market_values as number[]));
      if (value === null) return null;
      const { hhi, effectivePositions, top1, top3, top10 } = value;
      return { hhi_of_gross_weights: hhi / 10_000, effective_positions: effectivePositions, top1, top3, top10 };
    },
  },
  notHeld: {},
};
