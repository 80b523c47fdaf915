import { useFormat } from "#components/frame/format-context.tsx";

/** As `counted`, with the count as the reader writes it: files have up to "10,000 positions". */
export function useCounted(): (count: number, noun: string, plural?: string) => string {
  return useFormat().counted;
}
