ALTER TABLE "nominee_lists" DROP CONSTRAINT "nominee_lists_issued_is_whole";--> statement-breakpoint
ALTER TABLE "people" DROP CONSTRAINT "people_national_id_whole";--> statement-breakpoint
ALTER TABLE "nominee_lists" ADD COLUMN "ward_code" text;--> statement-breakpoint
ALTER TABLE "nominee_lists" ADD COLUMN "ward_name" text;--> statement-breakpoint
ALTER TABLE "nominee_lists" ADD COLUMN "place_name" text;--> statement-breakpoint
ALTER TABLE "nominee_lists" ADD COLUMN "letter_symbol" text;--> statement-breakpoint
-- Until now a ward with issued lists could not change any of these, so its present values are those that were printed.
-- The seals stay as they are: a list that was sealed before these names were part of the seal is verified by the form of
-- that time (domain/lists/seal.server.ts), which knows the ward by its code alone.
ALTER TABLE "nominee_lists" DISABLE TRIGGER "nominee_lists_issued_frozen";--> statement-breakpoint
UPDATE "nominee_lists" SET "ward_code" = "wards"."code", "ward_name" = "wards"."name", "place_name" = "wards"."place_name",
  "letter_symbol" = "wards"."letter_symbol"
  FROM "wards" WHERE "wards"."id" = "nominee_lists"."ward_id" AND "nominee_lists"."status" IN ('issued', 'received');--> statement-breakpoint
ALTER TABLE "nominee_lists" ENABLE TRIGGER "nominee_lists_issued_frozen";--> statement-breakpoint
ALTER TABLE "nominee_lists" ADD CONSTRAINT "nominee_lists_issued_is_whole" CHECK ("nominee_lists"."status" not in ('issued', 'received') or num_nulls("nominee_lists"."title", "nominee_lists"."ward_code", "nominee_lists"."ward_name",
        "nominee_lists"."place_name", "nominee_lists"."letter_symbol", "nominee_lists"."letter_number", "nominee_lists"."letter_year", "nominee_lists"."letter_date",
        "nominee_lists"."signer_name", "nominee_lists"."signing_capacity", "nominee_lists"."issued_at", "nominee_lists"."content_hash", "nominee_lists"."decided_by") = 0);--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_national_id_whole" CHECK (num_nulls("people"."national_id_cipher", "people"."national_id_masked") in (0, 2)
        and ("people"."national_id_index" is null or "people"."national_id_cipher" is not null));