/** What this installation offers, and what the viewer has taken. */
export interface OnboardingOffer {
  readonly priceSources: readonly OfferedSource[];
  readonly samples: readonly OfferedSample[];
  /** Names of the viewer's accounts; a new one needs another, in whatever case. */
  readonly accountNames: readonly string[];
}

export interface OfferedSource {
  readonly name: string;
  readonly label: string;
  readonly simulated: boolean;
}

export interface OfferedSample {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly accountName: string;
}

/** Whether the viewer has an account of this name, in whatever case. */
export function isTaken(name: string, taken: readonly string[]): boolean {
  const wanted = name.trim().toLowerCase();
  return taken.some((other) => other.toLowerCase() === wanted);
}

/** The name itself, or with the first number that makes it free: "Sample growth 2". */
export function freeName(name: string, taken: readonly string[]): string {
  let free = name;
  for (let number = 2; isTaken(free, taken); number++) free = `${name} ${number}`;
  return free;
}
