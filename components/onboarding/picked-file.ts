import { MAX_FILE_BYTES } from "#lib/portfolio-import/file-text.ts";

/** A file as it was when it was chosen: what is shown is what is sent, whatever happens to it on the disk meanwhile. */
export interface PickedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Reads a chosen file whole, or says why it is not read; `ifLarge` is what to do about one of more than 10 MB. */
export async function pickFile(
  file: File,
  ifLarge = "Split it into several portfolios.",
): Promise<PickedFile | { readonly refused: string }> {
  if (file.size > MAX_FILE_BYTES) {
    return { refused: `${file.name} is larger than 10 MB. ${ifLarge}` };
  }
  try {
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch (error) {
    // A folder, a file that is gone, or one this person may not read.
    if (!(error instanceof DOMException)) throw error;
    return { refused: `${file.name} could not be read. Choose a file, not a folder, and check that it can be opened.` };
  }
}

/** Pasted text as a file; one line alone, such as an address, is no rows. */
export function pastedFile(text: string): PickedFile | { readonly refused: string } {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > MAX_FILE_BYTES) return { refused: "What was pasted is larger than 10 MB. Upload it as a file." };
  if (!/[,;\t]/.test(text))
    return { refused: "What was pasted has no columns. Copy the cells with the positions, or the text of a CSV file." };
  return { name: "Pasted positions", bytes };
}

/** What to call a portfolio of this file until its owner says better: "my_growth-2025.csv" → "My growth 2025". */
export function nameFromFile(fileName: string): string {
  const words = fileName
    .replace(/\.[a-z0-9]{1,5}$/i, "")
    .replace(/[_\-\s]+/g, " ")
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
