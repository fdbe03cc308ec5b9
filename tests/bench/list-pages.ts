import { newId } from "#app/db/schema/columns.ts";
import { businesses, people } from "#app/db/schema/index.ts";
import { nameSortKey } from "#app/vietnamese/names.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import { type BenchApplication, print, startBenchApplication } from "./support.ts";

const families = ["Nguyễn", "Trần", "Lê", "Phạm", "A", "Y", "Siu", "Rơ Châm", "Đặng", "Bùi"];
const middles = ["Văn", "Thị", "Minh", "Đức", "Thu", "Quốc", "Ngọc", ""];
const givens = ["An", "Ánh", "Bình", "Châu", "Đạt", "Hà", "Hạnh", "Krông", "Linh", "Tik", "Ước", "Vinh"];

const pages = [
  "/office/people",
  "/office/people?page=15",
  "/office/people?q=krong",
  "/office/businesses",
  "/office/needs",
  "/office/runs",
];

/** Time of each list page with 1,000 and with 100,000 people in the ward: the median of 15 requests, warm. */
export async function benchListPages(): Promise<void> {
  const app = await startBenchApplication();
  try {
    let count = 0;
    for (const target of [1_000, 100_000]) {
      await addPeople(app, target - count);
      count = target;
      for (const page of pages) await measure(app, page, target);
    }
  } finally {
    await app.stop();
  }
}

async function measure(app: BenchApplication, page: string, peopleCount: number): Promise<void> {
  const times: number[] = [];
  let statements = 0;
  for (let round = 0; round < 20; round++) {
    const start = performance.now();
    const answer = await app.fetch(page, { as: app.people.office });
    await answer.text();
    if (answer.status !== 200) throw new Error(`${page} answered ${answer.status}`);
    if (round >= 5) times.push(performance.now() - start);
    statements = Number(answer.headers.get("x-sql-statements"));
  }
  times.sort((a, b) => a - b);
  print({ name: "list-page", page, people: peopleCount, median_ms: Math.round(times[7] ?? 0), statements });
}

async function addPeople({ db, people: personas }: BenchApplication, count: number): Promise<void> {
  const wardId = personas.ward.id;
  const [employer] = await db.select({ id: businesses.id }).from(businesses).limit(1);
  const pick = <T>(from: T[], seed: number): T => from[seed % from.length] as T;
  for (let done = 0; done < count; done += 2_000) {
    const rows = Array.from({ length: Math.min(2_000, count - done) }, (_, index) => {
      const seed = done + index;
      const fullName = [
        pick(families, seed * 7),
        pick(middles, seed * 3),
        pick(givens, seed * 5),
        seed % 3 ? "" : pick(givens, seed),
      ]
        .filter(Boolean)
        .join(" ");
      return {
        id: newId(),
        wardId,
        fullName,
        searchKey: searchKey(fullName),
        sortKey: nameSortKey(fullName),
        birthDate: String(1970 + (seed % 35)),
        businessId: seed % 10 === 0 ? (employer?.id ?? null) : null,
      };
    });
    await db.insert(people).values(rows);
  }
}
