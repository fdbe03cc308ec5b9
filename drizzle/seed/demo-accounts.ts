import type { Database } from "#app/db/client.server.ts";
import { accounts, providers, wards } from "#app/db/schema/index.ts";
import { hashPassword } from "#app/domain/accounts/passwords.server.ts";
import { accountSearchKey } from "#app/domain/accounts/search-key.ts";
import type { LeaderActor, OfficeActor, ProviderActor } from "#app/domain/actor.ts";
import { searchKey } from "#app/vietnamese/text.ts";

export const demoPassword = "Demo-DakCam-2026";

/** The demo's sign-ins in the order in which they are printed. All people are fictional. */
export const demoSignIns = [
  {
    email: "vhxh@dakcam.demo",
    role: "office",
    fullName: "Nguyễn Thị Hồng (hư cấu)",
    postTitle: "Chuyên viên",
  },
  { email: "lanhdao@dakcam.demo", role: "leader", fullName: "A Thanh (hư cấu)", postTitle: "Phó Chủ tịch" },
  {
    email: "kinhte@dakcam.demo",
    role: "unit",
    fullName: "Trần Văn Minh (hư cấu)",
    postTitle: "Phó Trưởng phòng",
  },
  {
    email: "daotao@vnpt.demo",
    role: "provider",
    fullName: "Lê Thu Hà (hư cấu)",
    postTitle: "Phụ trách đào tạo",
  },
  {
    email: "tinh@quangngai.demo",
    role: "province",
    fullName: "Phạm Quốc Tuấn (hư cấu)",
    postTitle: "Chuyên viên",
  },
  { email: "admin@dakcam.demo", role: "admin", fullName: "Quản trị (hư cấu)", postTitle: null },
  {
    email: "nhansu@doanhnghiep.demo",
    role: "business",
    fullName: "Đỗ Minh Châu (hư cấu)",
    postTitle: "Nhân sự",
  },
] as const;

export async function seedWard(db: Database) {
  const [ward] = await db
    .insert(wards)
    .values({
      code: "23284",
      searchKey: searchKey("phường Đăk Cấm 23284"),
      name: "phường Đăk Cấm",
      placeName: "Đăk Cấm",
      provinceCode: "51",
      provinceName: "tỉnh Quảng Ngãi",
      letterSymbol: "UBND-VX",
      officePhone: "02603800000",
    })
    .returning();
  const [provider] = await db
    .insert(providers)
    .values({
      name: "VNPT Quảng Ngãi (bản trình diễn)",
      searchKey: searchKey("VNPT Quảng Ngãi (bản trình diễn)"),
    })
    .returning();
  if (!ward || !provider) throw new Error("the demo ward could not be created");
  return { ward, provider };
}

/**
 * The demo accounts, except the business's: it needs a business first (`businessId`).
 * Straight into the table: the product itself never takes a password that it did not check.
 */
export async function seedAccounts(
  db: Database,
  scope: { wardId: string; providerId: string; businessId: string | null },
) {
  const passwordHash = await hashPassword(demoPassword);
  const rows = demoSignIns
    .filter(({ role }) => (role === "business") === (scope.businessId !== null))
    .map(({ email, role, fullName, postTitle }) => ({
      email,
      role,
      fullName,
      searchKey: accountSearchKey({ fullName, email }),
      postTitle,
      passwordHash,
      status: "active" as const,
      wardId: role === "provider" || role === "province" || role === "admin" ? null : scope.wardId,
      unit: role === "unit" ? ("economy_infra_division" as const) : null,
      providerId: role === "provider" ? scope.providerId : null,
      businessId: scope.businessId,
      provinceCode: role === "province" ? "51" : null,
    }));
  const inserted = await db.insert(accounts).values(rows).returning({ id: accounts.id, role: accounts.role });
  const idOf = (role: string) => inserted.find((account) => account.role === role)?.id ?? "";
  return {
    office: {
      role: "office",
      accountId: idOf("office"),
      fullName: "",
      wardId: scope.wardId,
    } satisfies OfficeActor,
    leader: {
      role: "leader",
      accountId: idOf("leader"),
      fullName: "",
      wardId: scope.wardId,
    } satisfies LeaderActor,
    trainer: {
      role: "provider",
      accountId: idOf("provider"),
      fullName: "",
      providerId: scope.providerId,
    } satisfies ProviderActor,
    /** Account of the business's contact. */
    contact: idOf("business"),
  };
}
