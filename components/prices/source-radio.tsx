import { SimulatedMark } from "#components/onboarding/simulated-mark.tsx";

/** One price source to choose; made-up prices say so. */
export function SourceRadio({
  group,
  source: { name, label, simulated },
  checked,
  onChoose,
  isInUse = false,
  isInvalid = false,
}: {
  /** Name of the radio buttons that belong together. */
  group: string;
  source: { readonly name: string; readonly label: string; readonly simulated: boolean };
  checked: boolean;
  onChoose: () => void;
  /** It is the one that is used now. */
  isInUse?: boolean;
  isInvalid?: boolean;
}) {
  return (
    <label className="flex cursor-pointer items-center gap-2.5 rounded-lg border border-border px-3 py-2 has-checked:border-accent has-focus-visible:outline-2 has-focus-visible:outline-focus">
      <input
        type="radio"
        name={group}
        value={name}
        checked={checked}
        onChange={onChoose}
        aria-invalid={isInvalid ? true : undefined}
        className="size-4 shrink-0 accent-accent outline-none"
      />
      <span className="min-w-0 flex-1">{label}</span>
      {isInUse && <span className="text-meta whitespace-nowrap text-muted">in use now</span>}
      {simulated && <SimulatedMark />}
    </label>
  );
}
