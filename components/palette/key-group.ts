/** Keys of one part of the product, as the list of keys shows them. */
export interface KeyGroup {
  readonly title: string;
  readonly keys: readonly ListedKey[];
}

export interface ListedKey {
  /** "Mod" is ⌘ on a Mac and Ctrl elsewhere. */
  readonly keys: readonly string[];
  /** What they do. */
  readonly does: string;
  /** Whether several are held together or pressed in turn; otherwise each does something of its own. */
  readonly as?: "chord" | "sequence";
}
