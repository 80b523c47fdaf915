/** Says of prices that nobody ever paid them. */
export function SimulatedMark() {
  return (
    <span className="rounded-md border border-attention px-1.5 py-0.5 text-meta font-medium whitespace-nowrap text-attention">
      Simulated prices
    </span>
  );
}
