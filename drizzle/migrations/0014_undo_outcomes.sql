CREATE TABLE "attendance_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"upload_id" uuid NOT NULL,
	"ward_id" uuid NOT NULL,
	"nomination_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"before" "attendance",
	"changed_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outcome_uploads" ADD COLUMN "undone_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "outcome_uploads" ADD COLUMN "undone_by" uuid;--> statement-breakpoint
ALTER TABLE "outcome_uploads" ADD COLUMN "undo_reason" text;--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "upload_id" uuid;--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "replaces_id" uuid;--> statement-breakpoint
ALTER TABLE "attendance_changes" ADD CONSTRAINT "attendance_changes_upload_id_outcome_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."outcome_uploads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_changes" ADD CONSTRAINT "attendance_changes_session_id_run_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."run_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_changes" ADD CONSTRAINT "attendance_changes_nomination_fk" FOREIGN KEY ("ward_id","nomination_id") REFERENCES "public"."nominations"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attendance_changes_upload_index" ON "attendance_changes" USING btree ("upload_id");--> statement-breakpoint
CREATE INDEX "attendance_changes_nomination_index" ON "attendance_changes" USING btree ("nomination_id","session_id");--> statement-breakpoint
CREATE INDEX "attendance_changes_session_index" ON "attendance_changes" USING btree ("session_id");--> statement-breakpoint
ALTER TABLE "outcome_uploads" ADD CONSTRAINT "outcome_uploads_undone_by_accounts_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_upload_id_outcome_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."outcome_uploads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_replaces_fk" FOREIGN KEY ("ward_id","replaces_id") REFERENCES "public"."results"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "results_upload_index" ON "results" USING btree ("upload_id");--> statement-breakpoint
ALTER TABLE "outcome_uploads" ADD CONSTRAINT "outcome_uploads_undo_is_whole" CHECK (num_nonnulls("outcome_uploads"."undone_at", "outcome_uploads"."undone_by", "outcome_uploads"."undo_reason") = case when "outcome_uploads"."status"::text = 'undone' then 3 else 0 end);