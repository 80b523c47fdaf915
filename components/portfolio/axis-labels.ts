/**
 * Labels of an axis that tell its levels apart: with as few decimals as that takes, at most `most`.
 *
 * @param write writes a value with so many decimals, or so many at most
 */
export function axisLabels(
  values: readonly number[],
  write: (value: number, decimals: number) => string,
  { least, most }: { readonly least: number; readonly most: number },
): string[] {
  const labels = values.map((value) => write(value, least));
  const isClear = new Set(labels).size === new Set(values).size;
  return isClear || least >= most ? labels : axisLabels(values, write, { least: least + 1, most });
}
