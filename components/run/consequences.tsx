import type { ReactNode } from "react";

/** What a decision keeps and costs, a line each. */
export function Consequences({ of }: { of: readonly { readonly title: string; readonly text: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
      {of.map(({ title, text }) => (
        <div key={title} className="contents">
          <dt className="text-muted">{title}</dt>
          <dd className="min-w-0">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
