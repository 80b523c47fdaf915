import { cutAtWord, excerpt, isWebPage } from "./excerpt.ts";

const LONGEST = 300;
const DEEPEST = 4;
const SAYING = ["error", "message", "Error Message", "description", "errorMessage", "error_message"] as const;

/** What a provider says of its refusal: `error` or `message` of its JSON, however deep, or a short plain text. */
export function ownWords(type: string | null, text: string): string | null {
  if (isWebPage(type, text)) return null;
  const said = parsed(text);
  const words = said === undefined ? excerpt(text, LONGEST) : wordsIn(said, 0);
  return words ? cutAtWord(words.replace(/\s+/g, " ").trim(), LONGEST) || null : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It need not be JSON; then it speaks for itself.
    return undefined;
  }
}

function wordsIn(value: unknown, depth: number): string | null {
  if (typeof value !== "object" || value === null || depth === DEEPEST) return null;
  const fields = value as Readonly<Record<string, unknown>>;
  const texts = SAYING.map((name) => fields[name]).filter((said) => typeof said === "string" && said.trim() !== "");
  if (typeof texts[0] === "string") return texts[0];
  for (const inner of Object.values(fields)) {
    const words = wordsIn(inner, depth + 1);
    if (words !== null) return words;
  }
  return null;
}
