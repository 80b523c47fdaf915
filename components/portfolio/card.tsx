import type { ReactNode } from "react";
import { Definition } from "./definition.tsx";
import type { DefinitionContext } from "./definition-context.ts";

/** A panel with its heading, what it is about on the right, and one definition where the card is about one number. */
export function Card({
  title,
  metric,
  context,
  aside,
  className = "",
  children,
}: {
  title: string;
  metric?: string;
  context?: DefinitionContext;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const id = `card-${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`;
  return (
    <section aria-labelledby={id} className={`panel flex min-w-0 flex-col p-4 ${className}`}>
      <div className="mb-3 flex flex-wrap items-center gap-x-2 gap-y-1">
        <h2 id={id} className="text-section font-semibold">
          {title}
        </h2>
        {metric && <Definition metric={metric} name={title.toLowerCase()} {...context} />}
        {aside && <div className="ml-auto text-meta text-muted">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
