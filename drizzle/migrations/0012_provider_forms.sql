CREATE TYPE "public"."provider_form_status" AS ENUM('draft', 'active', 'retired');--> statement-breakpoint
CREATE TABLE "provider_forms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"ward_id" uuid,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"file_name" text NOT NULL,
	"file_cipher" "bytea" NOT NULL,
	"choices" jsonb NOT NULL,
	"mapping" jsonb,
	"status" "provider_form_status" DEFAULT 'draft' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "provider_forms_name_nfc" CHECK ("provider_forms"."name" is nfc normalized),
	CONSTRAINT "provider_forms_active_is_understood" CHECK ("provider_forms"."status" <> 'active' or "provider_forms"."mapping" is not null)
);
--> statement-breakpoint
ALTER TABLE "provider_forms" ADD CONSTRAINT "provider_forms_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_forms" ADD CONSTRAINT "provider_forms_ward_id_wards_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."wards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_forms" ADD CONSTRAINT "provider_forms_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "provider_forms_provider_index" ON "provider_forms" USING btree ("provider_id","created_at");--> statement-breakpoint
CREATE INDEX "provider_forms_ward_index" ON "provider_forms" USING btree ("ward_id","created_at");