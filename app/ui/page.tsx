import type { ReactNode } from "react";
import { StaleProblem } from "./post-form.tsx";

/** First line of a page: what it is, and what is to be done next; its actions stand at the right. */
export function PageHeader({
  title,
  lead,
  actions,
}: {
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <>
      <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-3xl">
          <h1>{title}</h1>
          {lead && <p className="mt-1 text-neutral">{lead}</p>}
        </div>
        {actions && <div className="no-print flex flex-wrap gap-2">{actions}</div>}
      </header>
      <StaleProblem />
    </>
  );
}

/** Says what to do next where nothing is to be shown yet. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="rounded-box border border-base-300 bg-base-200 px-6 py-8">
      <p className="mb-3 max-w-prose">{children}</p>
      {action}
    </div>
  );
}

/** Facts about one thing, as pairs. */
export function Facts({ items }: { items: [label: ReactNode, value: ReactNode][] }) {
  return (
    <dl className="grid grid-cols-1 gap-x-6 gap-y-2 sm:grid-cols-[max-content_1fr]">
      {items.map(([label, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pairs of one page keep their order
        <div key={index} className="contents">
          <dt className="text-neutral">{label}</dt>
          <dd className="mb-1 sm:mb-0">{value ?? "–"}</dd>
        </div>
      ))}
    </dl>
  );
}

const tones = {
  plain: "border-base-300 bg-base-200",
  good: "border-success-content/30 bg-success text-success-content",
  wait: "border-warning-content/30 bg-warning text-warning-content",
  bad: "border-error-content/30 bg-error text-error-content",
  blue: "border-info-content/30 bg-info text-info-content",
} as const;
export type Tone = keyof typeof tones;

/** A state: always a word, the colour only helps. */
export function StateBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-block rounded-selector border px-2 py-0.5 text-sm whitespace-nowrap ${tones[tone]}`}
    >
      {children}
    </span>
  );
}
