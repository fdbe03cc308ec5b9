CREATE TYPE "public"."attendance" AS ENUM('present', 'absent', 'excused');--> statement-breakpoint
CREATE TYPE "public"."result" AS ENUM('passed', 'failed', 'exempt');--> statement-breakpoint
CREATE TABLE "attendances" (
	"ward_id" uuid NOT NULL,
	"nomination_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"attendance" "attendance" NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attendances_nomination_id_session_id_pk" PRIMARY KEY("nomination_id","session_id")
);
--> statement-breakpoint
CREATE TABLE "outcome_uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"content_cipher" "bytea",
	"version" integer DEFAULT 1 NOT NULL,
	"status" "import_status" DEFAULT 'preview' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"saved_at" timestamp (3) with time zone,
	CONSTRAINT "outcome_uploads_preview_is_whole" CHECK ("outcome_uploads"."status" <> 'preview' or "outcome_uploads"."content_cipher" is not null)
);
--> statement-breakpoint
CREATE TABLE "results" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_id" uuid NOT NULL,
	"nomination_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"result" "result" NOT NULL,
	"certificate_number" text,
	"certificate_date" date,
	"note" text,
	"recorded_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"voided_at" timestamp (3) with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "results_tenant_key" UNIQUE("ward_id","id"),
	CONSTRAINT "results_certificate_of_success" CHECK ("results"."result" <> 'failed' or num_nonnulls("results"."certificate_number", "results"."certificate_date") = 0),
	CONSTRAINT "results_void_is_whole" CHECK (num_nonnulls("results"."voided_at", "results"."voided_by", "results"."void_reason") in (0, 3))
);
--> statement-breakpoint
ALTER TABLE "course_runs" ADD COLUMN "roster_template" jsonb;--> statement-breakpoint
ALTER TABLE "nominee_lists" ADD COLUMN "roster_template" jsonb;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_session_id_run_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."run_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_recorded_by_accounts_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_nomination_fk" FOREIGN KEY ("ward_id","nomination_id") REFERENCES "public"."nominations"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome_uploads" ADD CONSTRAINT "outcome_uploads_run_id_course_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."course_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome_uploads" ADD CONSTRAINT "outcome_uploads_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome_uploads" ADD CONSTRAINT "outcome_uploads_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_run_id_course_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."course_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_recorded_by_accounts_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_voided_by_accounts_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_nomination_fk" FOREIGN KEY ("ward_id","nomination_id") REFERENCES "public"."nominations"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outcome_uploads_run_index" ON "outcome_uploads" USING btree ("run_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "results_one_live" ON "results" USING btree ("nomination_id") WHERE "results"."voided_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "results_certificate_unique" ON "results" USING btree ("provider_id","certificate_number") WHERE "results"."voided_at" is null;--> statement-breakpoint
CREATE INDEX "results_run_index" ON "results" USING btree ("run_id","ward_id");--> statement-breakpoint
-- A result is voided, never changed and never deleted.
CREATE FUNCTION refuse_change_of_result() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.voided_at IS NOT NULL OR
     (to_jsonb(NEW) - '{voided_at,voided_by,void_reason}'::text[]) <> (to_jsonb(OLD) - '{voided_at,voided_by,void_reason}'::text[])
  THEN
    RAISE EXCEPTION 'a result is voided, never changed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'results_void_only';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER results_void_only BEFORE UPDATE OR DELETE ON results FOR EACH ROW EXECUTE FUNCTION refuse_change_of_result();
