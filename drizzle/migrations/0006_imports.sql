-- A waiting preview is a file that can be sent again; what was saved keeps its row.
DELETE FROM "workbook_imports" WHERE "status" = 'preview';--> statement-breakpoint
CREATE TYPE "public"."import_kind" AS ENUM('businesses', 'nominees');--> statement-breakpoint
ALTER TYPE "public"."import_status" ADD VALUE 'undone';--> statement-breakpoint
CREATE TABLE "sheet_layouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_id" uuid NOT NULL,
	"kind" "import_kind" NOT NULL,
	"business_id" uuid,
	"header_hash" text NOT NULL,
	"choices" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sheet_layouts_unique" UNIQUE NULLS NOT DISTINCT("ward_id","kind","business_id","header_hash")
);
--> statement-breakpoint
ALTER TABLE "workbook_imports" ALTER COLUMN "kind" SET DATA TYPE "public"."import_kind" USING "kind"::"public"."import_kind";--> statement-breakpoint
ALTER TABLE "workbook_imports" ADD COLUMN "run_id" uuid;--> statement-breakpoint
ALTER TABLE "workbook_imports" ADD COLUMN "business_id" uuid;--> statement-breakpoint
ALTER TABLE "workbook_imports" ADD COLUMN "file_cipher" "bytea";--> statement-breakpoint
ALTER TABLE "workbook_imports" ADD COLUMN "sheets_cipher" "bytea";--> statement-breakpoint
ALTER TABLE "workbook_imports" ADD COLUMN "settings_cipher" "bytea";--> statement-breakpoint
ALTER TABLE "workbook_imports" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "workbook_imports" ADD COLUMN "outcome" jsonb;--> statement-breakpoint
ALTER TABLE "workbook_imports" ADD COLUMN "result_cipher" "bytea";--> statement-breakpoint
ALTER TABLE "workbook_imports" ADD COLUMN "undone_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sheet_layouts" ADD CONSTRAINT "sheet_layouts_ward_id_wards_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."wards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_layouts" ADD CONSTRAINT "sheet_layouts_business_fk" FOREIGN KEY ("ward_id","business_id") REFERENCES "public"."businesses"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workbook_imports" ADD CONSTRAINT "workbook_imports_allotment_fk" FOREIGN KEY ("ward_id","run_id") REFERENCES "public"."seat_allotments"("ward_id","run_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workbook_imports" ADD CONSTRAINT "workbook_imports_business_fk" FOREIGN KEY ("ward_id","business_id") REFERENCES "public"."businesses"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "workbook_imports_file_index" ON "workbook_imports" USING btree ("ward_id","file_hash");--> statement-breakpoint
ALTER TABLE "workbook_imports" DROP COLUMN "content_cipher";--> statement-breakpoint
ALTER TABLE "workbook_imports" ADD CONSTRAINT "workbook_imports_run_of_nominees" CHECK (("workbook_imports"."kind" = 'nominees') = ("workbook_imports"."run_id" is not null));--> statement-breakpoint
ALTER TABLE "workbook_imports" ADD CONSTRAINT "workbook_imports_preview_is_whole" CHECK ("workbook_imports"."status" <> 'preview' or num_nulls("workbook_imports"."file_cipher", "workbook_imports"."sheets_cipher", "workbook_imports"."settings_cipher") = 0);