/**
 * A bar from zero, in the middle, to a value; the numbers beside it say the same.
 *
 * @param span value at either end
 */
export function SignedBar({ value, span, isThin = false }: { value: number | null; span: number; isThin?: boolean }) {
  const share = value === null ? 0 : Math.min(1, Math.abs(value) / span);
  const side = (value ?? 0) < 0 ? { right: "50%" } : { left: "50%" };
  return (
    <div aria-hidden className={`relative overflow-hidden rounded-sm bg-default ${isThin ? "h-1.5" : "h-3"}`}>
      {value !== null && (
        <div
          className={`absolute inset-y-0 ${value < 0 ? "rounded-l-sm bg-attention" : "rounded-r-sm bg-running"}`}
          style={{ ...side, width: `${50 * share}%` }}
        />
      )}
      <div className="absolute inset-y-0 left-1/2 w-px bg-muted" />
    </div>
  );
}
