const LONGEST = 80;

/** A text of at most so many characters, cut after a whole word where it has words. */
export function cutAtWord(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const words = text.slice(0, longest + 1).replace(/\s+\S*$/, "");
  return `${words.slice(0, longest).trimEnd()}…`;
}

/** True for what is written for a browser, whatever it says it is. */
export function isWebPage(type: string | null, text: string): boolean {
  return (
    /\btext\/html\b|\bapplication\/xhtml\b/i.test(type ?? "") || /^\s*<(!doctype html|html|head|body)\b/i.test(text)
  );
}

/** The beginning of a text in one line, without tags; of a page its title where it has one. */
export function excerpt(text: string, longest: number = LONGEST): string {
  const title = /<title[^>]*>([^<]+)<\/title>/i.exec(text)?.[1];
  const shown = (title ?? text.slice(0, 20_000))
    .replace(/<(script|style)\b[\s\S]*?(<\/\1>|$)/gi, " ")
    .replace(/<[^>]*>?/g, " ")
    .replace(/[\s\p{Cc}\u{fffd}]+/gu, " ")
    .trim();
  return cutAtWord(shown, longest);
}
