/** What a broker's own word for a kind of asset means in a row of the twelve columns. */
export type AssetMeaning =
  | { readonly kind: "listed"; readonly subtype: "STOCK" | "ETF" | "MUTUAL_FUND" | "BOND" }
  | { readonly kind: "option" }
  | { readonly kind: "cash" }
  | { readonly kind: "crypto" }
  /** One that this product does not know, such as a future; null for nothing said. */
  | { readonly kind: "other"; readonly word: string }
  | null;

const WORDS: readonly (readonly [RegExp, NonNullable<AssetMeaning>])[] = [
  [/^(?:equity and index options|.*\boptions?|opt)$/i, { kind: "option" }],
  [/^(?:cash.*|.*money market.*|sweep.*)$/i, { kind: "cash" }],
  [/^etfs?\b.*/i, { kind: "listed", subtype: "ETF" }],
  [/^(?:mutual funds?|funds?)$/i, { kind: "listed", subtype: "MUTUAL_FUND" }],
  [/^(?:bonds?|fixed income|treasury.*|cds?|.*bonds?)$/i, { kind: "listed", subtype: "BOND" }],
  [/^(?:equity|equities|stocks?|stk|common stock|adrs?|reits?)$/i, { kind: "listed", subtype: "STOCK" }],
  [/^crypto.*$/i, { kind: "crypto" }],
];

/** Reads a cell of the asset type; null for an empty one. */
export function assetMeaning(text: string): AssetMeaning {
  const word = text.trim();
  if (word === "" || word === "--") return null;
  return WORDS.find(([form]) => form.test(word))?.[1] ?? { kind: "other", word };
}
