import { useEffect, useEffectEvent } from "react";

/** What is pasted anywhere on the page but into a field: files, or the text of rows. */
export function usePaste(
  isWanted: boolean,
  { onFiles, onText }: { onFiles: (files: readonly File[]) => void; onText: (text: string) => void },
): void {
  const take = useEffectEvent((event: ClipboardEvent) => {
    const isField =
      event.target instanceof Element && event.target.closest("input, textarea, [contenteditable]") !== null;
    if (isField || !event.clipboardData) return;
    const files = [...event.clipboardData.files];
    const text = event.clipboardData.getData("text/plain");
    if (files.length === 0 && text.trim() === "") return;
    event.preventDefault();
    if (isText(files, text)) onText(text);
    else onFiles(files);
  });
  useEffect(() => {
    if (!isWanted) return;
    const onPaste = (event: ClipboardEvent) => take(event);
    window.addEventListener("paste", onPaste);
    return () => window.removeEventListener("paste", onPaste);
  }, [isWanted]);
}

/** Cells of a spreadsheet come with a picture of them, and a file with its name: whether the text is what is meant. */
export function isText(files: readonly Pick<File, "type">[], text: string): boolean {
  return text.trim() !== "" && files.every(({ type }) => type.startsWith("image/"));
}
