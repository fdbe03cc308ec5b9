import postgres from "postgres"; import { readFileSync } from "node:fs";
const s = postgres(JSON.parse(readFileSync("/tmp/plan/B/tokens.json","utf8")).url, {max:1});
console.log(await s.unsafe(process.argv[2]!)); await s.end();
