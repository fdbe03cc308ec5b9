import { Link } from "@remix-run/react";
import { scaleLinear } from "d3-scale";

export type BarPart = {
  key: string;
  value: number;
  /** The rows that the part stands for. */
  to: string;
  /** What a screen reader says: "IoT cơ bản, Đào tạo: 12 người". */
  label: string;
};
export type Bar = { key: string; label: string; to: string; value: number; text: string; parts: BarPart[] };

const fills = ["fill-secondary", "fill-neutral/55"] as const;
const height = 28;
/** Per cent of the width that the longest bar takes; the rest is for its number. */
const longest = 86;

/**
 * Lying bars of up to two parts, rendered by React on the server: every part is a link to its rows. Lengths are per
 * cent of the width, so that bars stretch and texts keep their size on every screen.
 */
export function BarChart({ bars, title, parts }: { bars: Bar[]; title: string; parts: string[] }) {
  const scale = scaleLinear([0, Math.max(1, ...bars.map((bar) => bar.value))], [0, longest]);
  return (
    <figure>
      <figcaption className="mb-3 flex flex-wrap items-center gap-x-5 gap-y-1">
        <span className="font-semibold">{title}</span>
        {parts.map((part, index) => (
          <span key={part} className="inline-flex items-center gap-1.5 text-sm">
            <svg className="size-3.5" aria-hidden="true">
              <rect width="100%" height="100%" className={fills[index]} />
            </svg>
            {part}
          </span>
        ))}
      </figcaption>
      <ol className="space-y-1.5">
        {bars.map((bar) => (
          <li key={bar.key} className="grid items-center gap-x-4 sm:grid-cols-[16rem_minmax(0,1fr)]">
            <Link to={bar.to} className="link text-secondary text-sm sm:text-right">
              {bar.label}
            </Link>
            <svg width="100%" height={height}>
              <title>{`${bar.label}: ${bar.text}`}</title>
              {placed(bar.parts, scale).map(({ part, from, width, fill }) => (
                <Link key={part.key} to={part.to} aria-label={part.label}>
                  <rect
                    x={`${from}%`}
                    y={2}
                    width={`${width}%`}
                    height={height - 4}
                    className={`${fill} hover:opacity-80`}
                  />
                </Link>
              ))}
              <text
                x={`${scale(bar.value) + 1}%`}
                y={height / 2}
                dominantBaseline="central"
                className="fill-base-content text-sm tabular-nums"
              >
                {bar.text}
              </text>
            </svg>
          </li>
        ))}
      </ol>
    </figure>
  );
}

/** Where each part stands; one of nothing is left out, because nobody could see or press it. */
function placed(parts: BarPart[], scale: (value: number) => number) {
  return parts
    .map((part, index) => {
      const before = parts.slice(0, index).reduce((sum, { value }) => sum + value, 0);
      return { part, from: scale(before), width: scale(part.value), fill: fills[index] };
    })
    .filter(({ part }) => part.value > 0);
}
