/** Keys of one part of the product, as the list of keys shows them. */
export interface KeyGroup {
  readonly title: string;
  readonly keys: readonly ListedKey[];
}

export interface ListedKey {
  /** Pressed one after the other; "Mod" is ⌘ on a Mac and Ctrl elsewhere. */
  readonly press: readonly string[];
  /** What then happens. */
  readonly text: string;
}
