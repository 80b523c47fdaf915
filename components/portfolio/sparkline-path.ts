/**
 * The path of a line through values at even steps, in a box of that size with the largest value on top; a level line is
 * drawn through the middle. Empty for fewer than two values.
 */
export function sparklinePath(values: readonly number[], width: number, height: number): string {
  if (values.length < 2) return "";
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const place = (value: number, index: number) => {
    const x = (index / (values.length - 1)) * width;
    const y = span === 0 ? height / 2 : height - ((value - low) / span) * height;
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  return `M${values.map(place).join("L")}`;
}
