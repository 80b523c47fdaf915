"use client";

import { useFormat } from "#components/frame/format-context.tsx";

/** A gain or a loss: sign, arrow and colour. `whole` is dollars without cents, `number` is for columns that name the unit. */
export function Change({ value, as }: { value: number | null; as: "money" | "whole" | "percent" | "number" }) {
  const format = useFormat();
  if (value === null) return <NotKnown />;
  const text = {
    money: format.signedMoney,
    whole: format.signedWholeMoney,
    percent: format.signedPercent,
    number: format.signedNumber,
  }[as](value);
  // What is shown as zero is neither gain nor loss.
  if (!/[1-9]/.test(text)) return <span className="text-muted">{text}</span>;
  return (
    <span className={`whitespace-nowrap ${value > 0 ? "text-gain" : "text-loss"}`}>
      <span aria-hidden className="mr-[0.3em] inline-block align-[0.15em] text-[0.55em] leading-none">
        {value > 0 ? "▲" : "▼"}
      </span>
      {text}
    </span>
  );
}

/** Stands where a number would; the reason is beside it or in `why`. */
export function NotKnown({ why }: { why?: string | undefined }) {
  return (
    <span className="text-muted" title={why}>
      –<span className="sr-only">{why ?? "not known"}</span>
    </span>
  );
}
