/** A page of the frame that can be gone to from anywhere. */
export interface FramePage {
  readonly href: string;
  readonly label: string;
  /** Pressed after "g"; null for pages that only the palette goes to. */
  readonly key: string | null;
  /** To others it does not exist. */
  readonly isForAdmins: boolean;
}

const own = { isForAdmins: false };
const admin = { isForAdmins: true };

/** In the order of the rail, the rarer ones last. */
export const PAGES: readonly FramePage[] = [
  { href: "/portfolios", label: "Portfolios", key: "p", ...own },
  { href: "/onboarding", label: "Onboard a portfolio", key: "o", ...own },
  { href: "/numbers", label: "What the numbers mean", key: "n", ...own },
  { href: "/admin/runs", label: "Runs of everyone", key: "r", ...admin },
  { href: "/admin/users", label: "Users", key: "u", ...admin },
  { href: "/admin/system", label: "System", key: "s", ...admin },
  { href: "/admin/symbol-failures", label: "Symbols without prices", key: null, ...admin },
  { href: "/admin/quarantine", label: "Prices in quarantine", key: null, ...admin },
  { href: "/admin/sectors", label: "Sector weights", key: null, ...admin },
];

/** The pages that exist for a viewer. */
export function pagesFor(isAdmin: boolean): readonly FramePage[] {
  return PAGES.filter(({ isForAdmins }) => isAdmin || !isForAdmins);
}
