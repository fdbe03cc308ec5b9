/**
 * `npm run audit:verify`: verifies every audit chain of DATABASE_URL, or of the database in DATA_DIR, beside a running
 * application or without one. Prints entries and head hash of each chain: keep them elsewhere and compare them later,
 * because whoever may rewrite the whole database may rebuild a chain. Ends with 1 when a chain is broken.
 */
process.env.LOG_LEVEL ??= "warn";
// Imported after that is set: the log reads its level once.
const { connect } = await import("#app/db/client.server.ts");
const { startEngine } = await import("#app/db/engine.server.ts");
const { listChains, verifyChain } = await import("#app/domain/audit/queries.server.ts");

const engine = await startEngine({ create: false }).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
const { db, close } = connect(engine.url, { pool: 2 });
let broken = 0;
try {
  for (const { chain, wardName } of await listChains(db)) {
    const { entries, headHash, brokenAt } = await verifyChain(db, chain);
    const state = brokenAt === null ? "nguyên vẹn" : `HỎNG từ dòng ${brokenAt}`;
    console.log(`${chain}  ${entries} dòng  ${headHash || "-"}  ${state}  (${wardName ?? "toàn hệ thống"})`);
    if (brokenAt !== null) broken += 1;
  }
} finally {
  await close();
  await engine.stop();
}
console.log(broken === 0 ? "Nhật ký nguyên vẹn." : `${broken} chuỗi nhật ký bị hỏng.`);
process.exitCode = broken === 0 ? 0 : 1;

export {};
