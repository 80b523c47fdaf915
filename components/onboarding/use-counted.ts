import { useMemo } from "react";
import { useFormat } from "#components/frame/format-context.tsx";

/** As `counted`, with the count as the reader writes it: files have up to "10,000 positions". */
export function useCounted(): (count: number, noun: string, plural?: string) => string {
  const format = useFormat();
  return useMemo(
    () =>
      (count, noun, plural = `${noun}s`) =>
        `${format.number(count, 0)} ${count === 1 ? noun : plural}`,
    [format],
  );
}
