import type { Database } from "#app/db/client.server.ts";
import { accounts, businesses, providers, wards } from "#app/db/schema/index.ts";
import type {
  AdminActor,
  BusinessActor,
  LeaderActor,
  OfficeActor,
  ProviderActor,
  ProvinceActor,
  Role,
  UnitActor,
} from "#app/domain/actor.ts";
import { textSortKey } from "#app/vietnamese/names.ts";
import { searchKey } from "#app/vietnamese/text.ts";

type Account = typeof accounts.$inferInsert;

/** A ward with its people, and another ward whose people must never see it. All fictional. */
export async function createPersonas(db: Database) {
  const ward = await insertWard(db, "90001", "phường Đăk Cấm", "Đăk Cấm");
  const otherWard = await insertWard(db, "90002", "phường Thử Nghiệm", "Thử Nghiệm");
  const business = await insertBusiness(db, ward.id, "Công ty TNHH MTV Gỗ Đăk Cấm");
  const otherBusiness = await insertBusiness(db, otherWard.id, "HTX May Thử Nghiệm");
  const provider = await insertProvider(db, "VNPT Quảng Ngãi (hư cấu)");
  const otherProvider = await insertProvider(db, "Viettel Quảng Ngãi (hư cấu)");

  const person = async <R extends Role>(role: R, values: Partial<Account> = {}) => {
    const [row] = await db
      .insert(accounts)
      .values({
        email: `${role}.${crypto.randomUUID()}@test.example`,
        fullName: `Người thử ${role}`,
        status: "active",
        role,
        ...values,
      })
      .returning();
    if (!row) throw new Error("no account");
    return { ...row, role, accountId: row.id };
  };
  return {
    ward,
    otherWard,
    business,
    otherBusiness,
    provider,
    otherProvider,
    office: (await person("office", { wardId: ward.id })) as OfficeActor & Account,
    secondOffice: (await person("office", { wardId: ward.id })) as OfficeActor & Account,
    leader: (await person("leader", { wardId: ward.id, postTitle: "Phó Chủ tịch" })) as LeaderActor & Account,
    unit: (await person("unit", { wardId: ward.id, unit: "economy_infra_division" })) as UnitActor & Account,
    contact: (await person("business", { wardId: ward.id, businessId: business.id })) as BusinessActor &
      Account,
    trainer: (await person("provider", { providerId: provider.id })) as ProviderActor & Account,
    province: (await person("province", { provinceCode: "51" })) as ProvinceActor & Account,
    admin: (await person("admin")) as AdminActor & Account,
    /** The same posts in the other ward, and the other provider. */
    outsider: (await person("office", { wardId: otherWard.id })) as OfficeActor & Account,
    outsideLeader: (await person("leader", { wardId: otherWard.id })) as LeaderActor & Account,
    outsideContact: (await person("business", {
      wardId: otherWard.id,
      businessId: otherBusiness.id,
    })) as BusinessActor & Account,
    outsideTrainer: (await person("provider", { providerId: otherProvider.id })) as ProviderActor & Account,
  };
}
export type Personas = Awaited<ReturnType<typeof createPersonas>>;

async function insertWard(db: Database, code: string, name: string, placeName: string) {
  const [ward] = await db
    .insert(wards)
    .values({
      code,
      name,
      placeName,
      provinceCode: "51",
      provinceName: "tỉnh Quảng Ngãi",
      letterSymbol: "UBND-VX",
      searchKey: searchKey(`${name} ${code}`),
    })
    .returning();
  if (!ward) throw new Error("no ward");
  return ward;
}

/** A business without a tax code, straight into the table: for tests whose subject is something else. */
export async function insertBusiness(db: Database, wardId: string, name: string) {
  const [business] = await db
    .insert(businesses)
    .values({ wardId, name, searchKey: searchKey(name), sortKey: textSortKey(name), kind: "company" })
    .returning();
  if (!business) throw new Error("no business");
  return business;
}

async function insertProvider(db: Database, name: string) {
  const [provider] = await db
    .insert(providers)
    .values({ name, searchKey: searchKey(name) })
    .returning();
  if (!provider) throw new Error("no provider");
  return provider;
}
