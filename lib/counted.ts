import { countText } from "./run/log-text.ts";

/** "1 symbol", "1,234 symbols"; the plural is given where it is more than an s. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${countText(count)} ${count === 1 ? noun : plural}`;
}
