/** "Prices of EURO.DE are converted from EUR at daily rates; entry prices are taken as US dollars". */
export function convertedText(currency: string, symbols: readonly string[]): string {
  return `Prices of ${symbols.join(", ")} are converted from ${currency} at daily rates; entry prices are taken as US dollars`;
}
