import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { FirstSteps } from "#app/components/home/first-steps.tsx";
import { RoundTasks } from "#app/components/home/round-tasks.tsx";
import { RunTasks } from "#app/components/home/run-tasks.tsx";
import { ResponseRate } from "#app/components/rounds/round-progress.tsx";
import { needTotals } from "#app/domain/needs/totals.server.ts";
import { countInvitations } from "#app/domain/rounds/invitations.server.ts";
import { listOpenedRounds } from "#app/domain/rounds/queries.server.ts";
import { currentRound, roundPhase } from "#app/domain/rounds/rules.ts";
import { findFirstSteps, listRunTasks } from "#app/domain/tasks/queries.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { PageHeader } from "#app/ui/page.tsx";
import { todayInVietnam } from "#app/vietnamese/dates.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";

export const handle: PageHandle = { i18n: ["home", "rounds"] };
export const meta: MetaFunction = () => [{ title: "Việc cần làm – Nhân lực số" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const today = todayInVietnam(new Date());
  const runs = await listRunTasks(db, actor);
  const steps = await findFirstSteps(db, actor);
  const round = currentRound(await listOpenedRounds(db, actor), today);
  if (!round) return { today, runs, steps, current: null };
  const progress = await countInvitations(db, actor, round.id);
  const [needs] = await needTotals(db, actor, today);
  const phase = roundPhase(round, today);
  return { today, runs, steps, current: { round, phase, progress, needs } };
}

export default function OfficeHome() {
  const { today, runs, steps, current } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["home", "rounds"]);
  const isNew = !steps.businesses || !steps.round || !steps.sent;
  const roundWaits =
    current !== null &&
    (current.progress.submitted > 0 ||
      (current.phase !== "closed" && current.progress.answered < current.progress.expected));
  return (
    <>
      <PageHeader title={t("office.title")} />
      {isNew && <FirstSteps done={steps} roundId={current?.round.id ?? null} />}
      <div className="grid items-start gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        {runs.length === 0 && !roundWaits ? (
          !isNew && <p>{t("office.nothing")}</p>
        ) : (
          <ul className="max-w-3xl rounded-box border border-base-300 px-4">
            {runs.map((task) => (
              <RunTasks key={task.runId} task={task} today={today} />
            ))}
            {current && <RoundTasks {...current} today={today} />}
          </ul>
        )}
        {current && (
          <aside className="order-first xl:order-none">
            <h2 className="mt-0">
              <Link to={`/office/rounds/${current.round.id}`}>{t("rounds:name", current.round)}</Link>
            </h2>
            <ResponseRate answered={current.progress.answered} expected={current.progress.expected} />
            {current.needs && (
              <p className="mt-4">
                {t("office.needs")}:{" "}
                <Link to={`/office/needs/rows?round=${current.round.id}`}>
                  {t("office.needsValue", {
                    people: showNumber(current.needs.people),
                    businesses: showNumber(current.needs.businesses),
                  })}
                </Link>
              </p>
            )}
          </aside>
        )}
      </div>
    </>
  );
}
