const LONGEST = 80;

/** True for what is written for a browser, whatever it says it is. */
export function isWebPage(type: string | null, text: string): boolean {
  return (
    /\btext\/html\b|\bapplication\/xhtml\b/i.test(type ?? "") || /^\s*<(!doctype html|html|head|body)\b/i.test(text)
  );
}

/** The beginning of a text in one line, without tags; of a page its title where it has one. */
export function excerpt(text: string): string {
  const title = /<title[^>]*>([^<]+)<\/title>/i.exec(text)?.[1];
  const shown = (title ?? text.slice(0, 20_000))
    .replace(/<(script|style)\b[\s\S]*?(<\/\1>|$)/gi, " ")
    .replace(/<[^>]*>?/g, " ")
    .replace(/[\s\p{Cc}\u{fffd}]+/gu, " ")
    .trim();
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST).trimEnd()}…` : shown;
}
