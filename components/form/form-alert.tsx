import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** Why the whole form was refused; read out when it appears. */
export function FormAlert({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="flex gap-2 rounded-lg border border-failed px-3 py-2.5 text-body">
      <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-failed" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
