/** Stands wherever numbers come from simulated prices. */
export function SimulatedBadge({ text = "Simulated prices" }: { text?: string }) {
  return (
    <span className="inline-flex rounded-md border border-attention px-1.5 py-0.5 text-meta font-medium tracking-normal whitespace-nowrap text-attention">
      {text}
    </span>
  );
}
