CREATE TABLE "receipt_counters" (
	"ward_id" uuid NOT NULL,
	"year" smallint NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "receipt_counters_pk" PRIMARY KEY("ward_id","year")
);
--> statement-breakpoint
CREATE TABLE "response_drafts" (
	"ward_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"business_id" uuid NOT NULL,
	"content" jsonb,
	"revision" integer DEFAULT 0 NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "response_drafts_pk" PRIMARY KEY("round_id","business_id")
);
--> statement-breakpoint
ALTER TABLE "receipt_counters" ADD CONSTRAINT "receipt_counters_ward_id_wards_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."wards"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "response_drafts" ADD CONSTRAINT "response_drafts_round_fk" FOREIGN KEY ("ward_id","round_id") REFERENCES "public"."survey_rounds"("ward_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "response_drafts" ADD CONSTRAINT "response_drafts_business_fk" FOREIGN KEY ("ward_id","business_id") REFERENCES "public"."businesses"("ward_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
INSERT INTO "response_drafts" ("ward_id", "round_id", "business_id", "content", "revision", "saved_at", "version")
SELECT "ward_id", "round_id", "business_id", "draft", "revision", coalesce("draft_saved_at", now()), "version" FROM "responses" WHERE "draft" IS NOT NULL;
--> statement-breakpoint
DELETE FROM "responses" WHERE "status" = 'draft';
--> statement-breakpoint
-- Rounds counted for themselves until now. Numbers that were given stay; the year goes on behind all of them.
INSERT INTO "receipt_counters" ("ward_id", "year", "count")
SELECT "ward_id", "year", sum("receipt_count") FROM "survey_rounds" GROUP BY "ward_id", "year" HAVING sum("receipt_count") > 0;
--> statement-breakpoint
ALTER TABLE "responses" DROP CONSTRAINT "responses_sent_has_receipt";
--> statement-breakpoint
ALTER TABLE "responses" DROP CONSTRAINT "responses_return_needs_comment";
--> statement-breakpoint
ALTER TABLE "responses" ALTER COLUMN "status" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "responses" ALTER COLUMN "status" SET DATA TYPE text;
--> statement-breakpoint
DROP TYPE "public"."response_status";
--> statement-breakpoint
CREATE TYPE "public"."response_status" AS ENUM('submitted', 'verified', 'returned');
--> statement-breakpoint
ALTER TABLE "responses" ALTER COLUMN "status" SET DATA TYPE "public"."response_status" USING "status"::"public"."response_status";
--> statement-breakpoint
ALTER TABLE "responses" ALTER COLUMN "receipt_number" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "responses" ALTER COLUMN "revision" SET DEFAULT 1;
--> statement-breakpoint
ALTER TABLE "responses" ALTER COLUMN "submitted_at" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_return_needs_comment" CHECK ("responses"."status" <> 'returned' or "responses"."return_comment" is not null);
--> statement-breakpoint
ALTER TABLE "responses" DROP COLUMN "draft";
--> statement-breakpoint
ALTER TABLE "responses" DROP COLUMN "draft_saved_at";
--> statement-breakpoint
ALTER TABLE "survey_rounds" DROP COLUMN "receipt_count";
