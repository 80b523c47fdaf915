import { useEffect, useEffectEvent } from "react";

/** What is pasted anywhere on the page but into a field: a file, or the text of rows. */
export function usePaste(
  isWanted: boolean,
  { onFile, onText }: { onFile: (file: File) => void; onText: (text: string) => void },
): void {
  const take = useEffectEvent((event: ClipboardEvent) => {
    const isField =
      event.target instanceof Element && event.target.closest("input, textarea, [contenteditable]") !== null;
    if (isField || !event.clipboardData) return;
    const [file] = event.clipboardData.files;
    const text = event.clipboardData.getData("text/plain");
    if (!file && text.trim() === "") return;
    event.preventDefault();
    if (file) onFile(file);
    else onText(text);
  });
  useEffect(() => {
    if (!isWanted) return;
    const onPaste = (event: ClipboardEvent) => take(event);
    window.addEventListener("paste", onPaste);
    return () => window.removeEventListener("paste", onPaste);
  }, [isWanted]);
}
