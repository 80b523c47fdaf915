interface NamedSource {
  readonly name: string;
  readonly label: string;
}

const WORDS: Readonly<Record<string, string>> = {
  files: "the price files",
  sample: "the simulated market",
  upload: "uploaded price files",
};

/** A price source within a sentence: "Yahoo Finance", "the simulated market", "the live sources". */
export function sourceInWords({ name, label }: NamedSource): string {
  return name === "live" ? "the live sources" : (WORDS[name] ?? label);
}

/** As `sourceInWords`, with the live sources by name: "Yahoo Finance, then Massive". */
export function sourceInFull({ name, label }: NamedSource): string {
  return name === "live" ? label.replace(/^Live: /, "") : sourceInWords({ name, label });
}
