const FIGURES = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 });

/** A price as reasons name it: "10,012", "100.1", "0.0412". */
export function priceText(price: number): string {
  return FIGURES.format(price);
}
