import type { ReactNode } from "react";

/** Title left, actions right; `above` is for a way back or where this page stands. */
export function PageHeader({
  title,
  above,
  below,
  actions,
}: {
  title: ReactNode;
  above?: ReactNode;
  below?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    // On a wide page a longer text breaks, rather than send the actions to a line of their own and all below down.
    <header className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3 lg:flex-nowrap">
      <div className="min-w-0">
        {above && <div className="mb-1 text-meta text-muted">{above}</div>}
        <h1 className="text-page font-semibold tracking-tight">{title}</h1>
        {below && <div className="mt-1 text-body text-muted">{below}</div>}
      </div>
      {actions && (
        <div className="flex flex-wrap items-center gap-2 lg:max-w-2/3 lg:shrink-0 lg:justify-end">{actions}</div>
      )}
    </header>
  );
}
