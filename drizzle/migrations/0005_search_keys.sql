ALTER TABLE "accounts" ADD COLUMN "search_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "wards" ADD COLUMN "search_key" text DEFAULT '' NOT NULL;