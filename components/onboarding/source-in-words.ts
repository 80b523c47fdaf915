import type { OfferedSource } from "./onboarding-offer.ts";

const WORDS: Readonly<Record<string, string>> = {
  live: "the live sources",
  files: "the price files",
  sample: "the simulated market",
};

/** A price source within a sentence: "Yahoo Finance", "the simulated market". */
export function sourceInWords({ name, label }: Pick<OfferedSource, "name" | "label">): string {
  return WORDS[name] ?? label;
}
