-- What an old key was used for is not known: a form that was open meanwhile counts as new, its versions and unique names still hold.
DELETE FROM "idempotency_keys";--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD COLUMN "fingerprint" text NOT NULL;
