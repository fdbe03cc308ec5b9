CREATE TYPE "public"."account_link_kind" AS ENUM('setup', 'password');--> statement-breakpoint
CREATE TYPE "public"."account_status" AS ENUM('invited', 'active', 'disabled');--> statement-breakpoint
CREATE TYPE "public"."role" AS ENUM('business', 'office', 'leader', 'unit', 'provider', 'province', 'admin');--> statement-breakpoint
CREATE TYPE "public"."unit" AS ENUM('economy_infra_division', 'media_centre', 'ward_police');--> statement-breakpoint
CREATE TYPE "public"."import_status" AS ENUM('preview', 'saved');--> statement-breakpoint
CREATE TYPE "public"."business_kind" AS ENUM('company', 'joint_stock', 'private_enterprise', 'cooperative', 'household', 'branch', 'other');--> statement-breakpoint
CREATE TYPE "public"."registry_status" AS ENUM('active', 'closed', 'merged');--> statement-breakpoint
CREATE TYPE "public"."run_mode" AS ENUM('in_person', 'online', 'blended');--> statement-breakpoint
CREATE TYPE "public"."run_status" AS ENUM('draft', 'open', 'closed', 'running', 'finished', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."list_status" AS ENUM('draft', 'submitted', 'approved', 'returned', 'issued', 'received');--> statement-breakpoint
CREATE TYPE "public"."nomination_source" AS ENUM('business', 'office');--> statement-breakpoint
CREATE TYPE "public"."nomination_status" AS ENUM('proposed', 'not_eligible', 'primary', 'reserve', 'sent', 'withdrawn');--> statement-breakpoint
CREATE TYPE "public"."seat_kind" AS ENUM('primary', 'reserve');--> statement-breakpoint
CREATE TYPE "public"."signing_capacity" AS ENUM('chair', 'for_chair', 'by_order');--> statement-breakpoint
CREATE TYPE "public"."gender" AS ENUM('male', 'female');--> statement-breakpoint
CREATE TYPE "public"."person_status" AS ENUM('active', 'anonymised');--> statement-breakpoint
CREATE TYPE "public"."qualification" AS ENUM('none', 'skilled_worker', 'elementary', 'intermediate', 'college', 'bachelor', 'master', 'doctor');--> statement-breakpoint
CREATE TYPE "public"."skill_group" AS ENUM('digital', 'network', 'iot', 'platform', 'data', 'safety');--> statement-breakpoint
CREATE TYPE "public"."skill_status" AS ENUM('active', 'retired');--> statement-breakpoint
CREATE TYPE "public"."channel" AS ENUM('zalo', 'phone', 'email', 'paper');--> statement-breakpoint
CREATE TYPE "public"."need_mode" AS ENUM('hire', 'train');--> statement-breakpoint
CREATE TYPE "public"."need_status" AS ENUM('open', 'partly_met', 'met', 'withdrawn');--> statement-breakpoint
CREATE TYPE "public"."response_source" AS ENUM('own', 'phone', 'paper');--> statement-breakpoint
CREATE TYPE "public"."response_status" AS ENUM('draft', 'submitted', 'verified', 'returned');--> statement-breakpoint
CREATE TYPE "public"."round_status" AS ENUM('draft', 'open', 'closed');--> statement-breakpoint
CREATE TABLE "account_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"kind" "account_link_kind" NOT NULL,
	"account_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"full_name" text NOT NULL,
	"post_title" text,
	"role" "role" NOT NULL,
	"ward_id" uuid,
	"unit" "unit",
	"business_id" uuid,
	"provider_id" uuid,
	"province_code" text,
	"status" "account_status" DEFAULT 'invited' NOT NULL,
	"password_hash" text,
	"last_sign_in_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "accounts_email_unique" UNIQUE("email"),
	CONSTRAINT "accounts_email_lower" CHECK ("accounts"."email" = lower("accounts"."email")),
	CONSTRAINT "accounts_scope_of_role" CHECK (case "accounts"."role"
        when 'business' then "accounts"."ward_id" is not null and "accounts"."business_id" is not null
        when 'office' then "accounts"."ward_id" is not null
        when 'leader' then "accounts"."ward_id" is not null
        when 'unit' then "accounts"."ward_id" is not null and "accounts"."unit" is not null
        when 'provider' then "accounts"."provider_id" is not null and "accounts"."ward_id" is null
        when 'province' then "accounts"."province_code" is not null and "accounts"."ward_id" is null
        else "accounts"."ward_id" is null end)
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_chains" (
	"chain" text PRIMARY KEY NOT NULL,
	"sequence" bigint DEFAULT 0 NOT NULL,
	"head_hash" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"chain" text NOT NULL,
	"sequence" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"role" text NOT NULL,
	"action" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" text NOT NULL,
	"before" text,
	"after" text,
	"request_id" text,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_entries_chain_sequence_pk" PRIMARY KEY("chain","sequence"),
	CONSTRAINT "audit_entries_no_fork" UNIQUE("chain","previous_hash")
);
--> statement-breakpoint
CREATE TABLE "exports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"account_id" uuid NOT NULL,
	"ward_id" uuid,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"columns" text[] NOT NULL,
	"row_count" integer NOT NULL,
	"recipient" text NOT NULL,
	"purpose" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"key" uuid PRIMARY KEY NOT NULL,
	"actor" text NOT NULL,
	"result" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workbook_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"content_cipher" text NOT NULL,
	"status" "import_status" DEFAULT 'preview' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"saved_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "businesses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_id" uuid NOT NULL,
	"cluster_id" uuid,
	"name" text NOT NULL,
	"search_key" text NOT NULL,
	"sort_key" text collate "C" NOT NULL,
	"kind" "business_kind" NOT NULL,
	"tax_code_cipher" text,
	"tax_code_index" text,
	"tax_code_shown" text,
	"address" text,
	"contact_name" text,
	"contact_title" text,
	"phone" text,
	"email" text,
	"worker_count" integer,
	"female_count" integer,
	"status" "registry_status" DEFAULT 'active' NOT NULL,
	"closed_reason" text,
	"merged_into_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "businesses_tenant_key" UNIQUE("ward_id","id"),
	CONSTRAINT "businesses_tax_code_unique" UNIQUE("ward_id","tax_code_index"),
	CONSTRAINT "businesses_name_nfc" CHECK ("businesses"."name" is nfc normalized),
	CONSTRAINT "businesses_women_among_workers" CHECK ("businesses"."female_count" <= "businesses"."worker_count"),
	CONSTRAINT "businesses_closed_has_reason" CHECK ("businesses"."status" <> 'closed' or "businesses"."closed_reason" is not null),
	CONSTRAINT "businesses_merged_has_target" CHECK (("businesses"."status" = 'merged') = ("businesses"."merged_into_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "clusters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_id" uuid NOT NULL,
	"name" text NOT NULL,
	"search_key" text NOT NULL,
	"decision" text,
	"area" numeric(8, 2),
	"status" "registry_status" DEFAULT 'active' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "clusters_tenant_key" UNIQUE("ward_id","id"),
	CONSTRAINT "clusters_name_unique" UNIQUE("ward_id","search_key"),
	CONSTRAINT "clusters_name_nfc" CHECK ("clusters"."name" is nfc normalized)
);
--> statement-breakpoint
CREATE TABLE "course_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"owner_ward_id" uuid NOT NULL,
	"label" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"place" text NOT NULL,
	"mode" "run_mode" DEFAULT 'in_person' NOT NULL,
	"call_letter" text,
	"call_letter_date" date,
	"call_issuer" text,
	"nomination_deadline" date NOT NULL,
	"eligibility" text,
	"seats" integer NOT NULL,
	"seats_taken" integer DEFAULT 0 NOT NULL,
	"status" "run_status" DEFAULT 'draft' NOT NULL,
	"cancel_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "course_runs_days_in_order" CHECK ("course_runs"."starts_on" <= "course_runs"."ends_on"),
	CONSTRAINT "course_runs_deadline_before_start" CHECK ("course_runs"."nomination_deadline" <= "course_runs"."starts_on"),
	CONSTRAINT "course_runs_seats_bound" CHECK ("course_runs"."seats_taken" between 0 and "course_runs"."seats"),
	CONSTRAINT "course_runs_cancelled_has_reason" CHECK ("course_runs"."status" <> 'cancelled' or "course_runs"."cancel_reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "course_skills" (
	"course_id" uuid NOT NULL,
	"skill_id" uuid NOT NULL,
	"level" smallint NOT NULL,
	CONSTRAINT "course_skills_course_id_skill_id_pk" PRIMARY KEY("course_id","skill_id"),
	CONSTRAINT "course_skills_level" CHECK ("course_skills"."level" between 1 and 4)
);
--> statement-breakpoint
CREATE TABLE "courses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"search_key" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "courses_name_unique" UNIQUE("search_key")
);
--> statement-breakpoint
CREATE TABLE "providers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"search_key" text NOT NULL,
	"phone" text,
	"email" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "providers_name_unique" UNIQUE("search_key")
);
--> statement-breakpoint
CREATE TABLE "run_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"held_on" date NOT NULL,
	"starts_at" time NOT NULL,
	"ends_at" time NOT NULL,
	"topic" text,
	CONSTRAINT "run_sessions_number_unique" UNIQUE("run_id","number"),
	CONSTRAINT "run_sessions_times_in_order" CHECK ("run_sessions"."starts_at" < "run_sessions"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "seat_allotments" (
	"run_id" uuid NOT NULL,
	"ward_id" uuid NOT NULL,
	"seats" integer NOT NULL,
	"seats_taken" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "seat_allotments_ward_id_run_id_pk" PRIMARY KEY("ward_id","run_id"),
	CONSTRAINT "seat_allotments_seats_bound" CHECK ("seat_allotments"."seats_taken" between 0 and "seat_allotments"."seats")
);
--> statement-breakpoint
CREATE TABLE "nominations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"business_id" uuid NOT NULL,
	"need_line_id" uuid,
	"outside_need_reason" text,
	"status" "nomination_status" NOT NULL,
	"source" "nomination_source" NOT NULL,
	"position" integer,
	"status_reason" text,
	"proposed_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "nominations_tenant_key" UNIQUE("ward_id","id"),
	CONSTRAINT "nominations_need_or_reason" CHECK (("nominations"."need_line_id" is null) <> ("nominations"."outside_need_reason" is null)),
	CONSTRAINT "nominations_refusal_has_reason" CHECK ("nominations"."status" not in ('not_eligible', 'withdrawn') or "nominations"."status_reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "nominee_list_rows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_id" uuid NOT NULL,
	"list_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"nomination_id" uuid NOT NULL,
	"seat" "seat_kind" NOT NULL,
	"full_name" text NOT NULL,
	"gender" "gender",
	"birth_date" text,
	"national_id_cipher" text,
	"national_id_masked" text,
	"phone" text,
	"email" text,
	"position" text,
	"qualification" "qualification",
	"employer" text NOT NULL,
	CONSTRAINT "nominee_list_rows_number_unique" UNIQUE("list_id","number"),
	CONSTRAINT "nominee_list_rows_nomination_unique" UNIQUE("list_id","nomination_id")
);
--> statement-breakpoint
CREATE TABLE "nominee_lists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"status" "list_status" DEFAULT 'draft' NOT NULL,
	"proposed_by" uuid,
	"submitted_at" timestamp (3) with time zone,
	"submit_note" text,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"return_comment" text,
	"letter_number" integer,
	"letter_year" smallint,
	"letter_date" date,
	"signer_name" text,
	"signing_capacity" "signing_capacity",
	"issued_at" timestamp (3) with time zone,
	"content_hash" text,
	"received_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "nominee_lists_tenant_key" UNIQUE("ward_id","id"),
	CONSTRAINT "nominee_lists_one_per_run" UNIQUE("ward_id","run_id"),
	CONSTRAINT "nominee_lists_letter_unique" UNIQUE("ward_id","letter_year","letter_number"),
	CONSTRAINT "nominee_lists_not_own_proposal" CHECK ("nominee_lists"."decided_by" <> "nominee_lists"."proposed_by"),
	CONSTRAINT "nominee_lists_return_needs_comment" CHECK ("nominee_lists"."status" <> 'returned' or "nominee_lists"."return_comment" is not null),
	CONSTRAINT "nominee_lists_issued_is_whole" CHECK ("nominee_lists"."status" not in ('issued', 'received') or num_nulls("nominee_lists"."letter_number", "nominee_lists"."letter_year",
        "nominee_lists"."letter_date", "nominee_lists"."signer_name", "nominee_lists"."signing_capacity", "nominee_lists"."issued_at", "nominee_lists"."content_hash", "nominee_lists"."decided_by") = 0)
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_id" uuid NOT NULL,
	"full_name" text NOT NULL,
	"search_key" text NOT NULL,
	"sort_key" text collate "C" NOT NULL,
	"gender" "gender",
	"birth_date" text,
	"national_id_cipher" text,
	"national_id_index" text,
	"national_id_masked" text,
	"phone" text,
	"email" text,
	"qualification" "qualification",
	"position" text,
	"business_id" uuid,
	"status" "person_status" DEFAULT 'active' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "people_tenant_key" UNIQUE("ward_id","id"),
	CONSTRAINT "people_national_id_unique" UNIQUE("ward_id","national_id_index"),
	CONSTRAINT "people_name_nfc" CHECK ("people"."full_name" is nfc normalized),
	CONSTRAINT "people_birth_date" CHECK ("people"."birth_date" ~ '^\d{4}(-\d{2}-\d{2})?$'),
	CONSTRAINT "people_national_id_whole" CHECK (num_nulls("people"."national_id_cipher", "people"."national_id_index", "people"."national_id_masked") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "skills" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"group" "skill_group" NOT NULL,
	"name_vi" text NOT NULL,
	"name_en" text NOT NULL,
	"position" integer NOT NULL,
	"status" "skill_status" DEFAULT 'active' NOT NULL,
	CONSTRAINT "skills_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"business_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"channel" "channel",
	"sent_at" timestamp (3) with time zone,
	"first_opened_at" timestamp (3) with time zone,
	"last_opened_at" timestamp (3) with time zone,
	"times_opened" integer DEFAULT 0 NOT NULL,
	"reminders" integer DEFAULT 0 NOT NULL,
	"last_reminded_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invitations_tenant_key" UNIQUE("ward_id","id"),
	CONSTRAINT "invitations_one_per_business" UNIQUE("round_id","business_id"),
	CONSTRAINT "invitations_token_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "need_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"business_id" uuid NOT NULL,
	"response_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"position" text NOT NULL,
	"skill_id" uuid NOT NULL,
	"level" smallint NOT NULL,
	"people" integer NOT NULL,
	"mode" "need_mode" NOT NULL,
	"wanted_year" smallint NOT NULL,
	"wanted_quarter" smallint NOT NULL,
	"status" "need_status" DEFAULT 'open' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "need_lines_tenant_key" UNIQUE("ward_id","id"),
	CONSTRAINT "need_lines_number_unique" UNIQUE("response_id","number"),
	CONSTRAINT "need_lines_level" CHECK ("need_lines"."level" between 1 and 4),
	CONSTRAINT "need_lines_people" CHECK ("need_lines"."people" between 1 and 1000),
	CONSTRAINT "need_lines_quarter" CHECK ("need_lines"."wanted_quarter" between 1 and 4)
);
--> statement-breakpoint
CREATE TABLE "response_revisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_id" uuid NOT NULL,
	"response_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"source" "response_source" NOT NULL,
	"submitted_by" uuid,
	"submitted_at" timestamp (3) with time zone NOT NULL,
	"content" jsonb NOT NULL,
	CONSTRAINT "response_revisions_unique" UNIQUE("response_id","revision")
);
--> statement-breakpoint
CREATE TABLE "responses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"business_id" uuid NOT NULL,
	"status" "response_status" DEFAULT 'draft' NOT NULL,
	"source" "response_source" DEFAULT 'own' NOT NULL,
	"draft" jsonb,
	"draft_saved_at" timestamp (3) with time zone,
	"contact_name" text,
	"contact_title" text,
	"phone" text,
	"worker_count" integer,
	"female_count" integer,
	"digital_worker_count" integer,
	"no_need" boolean DEFAULT false NOT NULL,
	"note" text,
	"receipt_number" text,
	"revision" integer DEFAULT 0 NOT NULL,
	"first_submitted_at" timestamp (3) with time zone,
	"submitted_at" timestamp (3) with time zone,
	"late" boolean DEFAULT false NOT NULL,
	"return_comment" text,
	"reviewed_by" uuid,
	"reviewed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "responses_tenant_key" UNIQUE("ward_id","id"),
	CONSTRAINT "responses_one_per_business" UNIQUE("round_id","business_id"),
	CONSTRAINT "responses_receipt_unique" UNIQUE("ward_id","receipt_number"),
	CONSTRAINT "responses_return_needs_comment" CHECK ("responses"."status" <> 'returned' or "responses"."return_comment" is not null),
	CONSTRAINT "responses_sent_has_receipt" CHECK ("responses"."status" = 'draft' or ("responses"."receipt_number" is not null and "responses"."submitted_at" is not null)),
	CONSTRAINT "responses_women_among_workers" CHECK ("responses"."female_count" <= "responses"."worker_count")
);
--> statement-breakpoint
CREATE TABLE "survey_rounds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_id" uuid NOT NULL,
	"year" smallint NOT NULL,
	"number" smallint NOT NULL,
	"title" text NOT NULL,
	"opens_on" date NOT NULL,
	"closes_on" date NOT NULL,
	"late_until" date NOT NULL,
	"questionnaire_version" smallint DEFAULT 1 NOT NULL,
	"status" "round_status" DEFAULT 'draft' NOT NULL,
	"receipt_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "survey_rounds_tenant_key" UNIQUE("ward_id","id"),
	CONSTRAINT "survey_rounds_number_unique" UNIQUE("ward_id","year","number"),
	CONSTRAINT "survey_rounds_days_in_order" CHECK ("survey_rounds"."opens_on" <= "survey_rounds"."closes_on" and "survey_rounds"."closes_on" <= "survey_rounds"."late_until")
);
--> statement-breakpoint
CREATE TABLE "wards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"place_name" text NOT NULL,
	"province_code" text NOT NULL,
	"province_name" text NOT NULL,
	"letter_symbol" text NOT NULL,
	"office_phone" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "wards_code_unique" UNIQUE("code")
);
--> statement-breakpoint
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_ward_id_wards_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."wards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_business_fk" FOREIGN KEY ("ward_id","business_id") REFERENCES "public"."businesses"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_ward_id_wards_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."wards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workbook_imports" ADD CONSTRAINT "workbook_imports_ward_id_wards_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."wards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workbook_imports" ADD CONSTRAINT "workbook_imports_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "businesses" ADD CONSTRAINT "businesses_ward_id_wards_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."wards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "businesses" ADD CONSTRAINT "businesses_cluster_fk" FOREIGN KEY ("ward_id","cluster_id") REFERENCES "public"."clusters"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "businesses" ADD CONSTRAINT "businesses_merged_fk" FOREIGN KEY ("ward_id","merged_into_id") REFERENCES "public"."businesses"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clusters" ADD CONSTRAINT "clusters_ward_id_wards_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."wards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_runs" ADD CONSTRAINT "course_runs_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_runs" ADD CONSTRAINT "course_runs_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_runs" ADD CONSTRAINT "course_runs_owner_ward_id_wards_id_fk" FOREIGN KEY ("owner_ward_id") REFERENCES "public"."wards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_skills" ADD CONSTRAINT "course_skills_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_skills" ADD CONSTRAINT "course_skills_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_sessions" ADD CONSTRAINT "run_sessions_run_id_course_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."course_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_allotments" ADD CONSTRAINT "seat_allotments_run_id_course_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."course_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_allotments" ADD CONSTRAINT "seat_allotments_ward_id_wards_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."wards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_proposed_by_accounts_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_allotment_fk" FOREIGN KEY ("ward_id","run_id") REFERENCES "public"."seat_allotments"("ward_id","run_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_person_fk" FOREIGN KEY ("ward_id","person_id") REFERENCES "public"."people"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_business_fk" FOREIGN KEY ("ward_id","business_id") REFERENCES "public"."businesses"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_need_line_fk" FOREIGN KEY ("ward_id","need_line_id") REFERENCES "public"."need_lines"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominee_list_rows" ADD CONSTRAINT "nominee_list_rows_run_id_course_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."course_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominee_list_rows" ADD CONSTRAINT "nominee_list_rows_list_fk" FOREIGN KEY ("ward_id","list_id") REFERENCES "public"."nominee_lists"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominee_list_rows" ADD CONSTRAINT "nominee_list_rows_nomination_fk" FOREIGN KEY ("ward_id","nomination_id") REFERENCES "public"."nominations"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominee_lists" ADD CONSTRAINT "nominee_lists_proposed_by_accounts_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominee_lists" ADD CONSTRAINT "nominee_lists_decided_by_accounts_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominee_lists" ADD CONSTRAINT "nominee_lists_allotment_fk" FOREIGN KEY ("ward_id","run_id") REFERENCES "public"."seat_allotments"("ward_id","run_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_ward_id_wards_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."wards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_business_fk" FOREIGN KEY ("ward_id","business_id") REFERENCES "public"."businesses"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_round_fk" FOREIGN KEY ("ward_id","round_id") REFERENCES "public"."survey_rounds"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_business_fk" FOREIGN KEY ("ward_id","business_id") REFERENCES "public"."businesses"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need_lines" ADD CONSTRAINT "need_lines_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need_lines" ADD CONSTRAINT "need_lines_response_fk" FOREIGN KEY ("ward_id","response_id") REFERENCES "public"."responses"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need_lines" ADD CONSTRAINT "need_lines_business_fk" FOREIGN KEY ("ward_id","business_id") REFERENCES "public"."businesses"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "response_revisions" ADD CONSTRAINT "response_revisions_submitted_by_accounts_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "response_revisions" ADD CONSTRAINT "response_revisions_response_fk" FOREIGN KEY ("ward_id","response_id") REFERENCES "public"."responses"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_reviewed_by_accounts_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_round_fk" FOREIGN KEY ("ward_id","round_id") REFERENCES "public"."survey_rounds"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_business_fk" FOREIGN KEY ("ward_id","business_id") REFERENCES "public"."businesses"("ward_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_rounds" ADD CONSTRAINT "survey_rounds_ward_id_wards_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."wards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_ward_index" ON "accounts" USING btree ("ward_id","email");--> statement-breakpoint
CREATE INDEX "sessions_account_index" ON "sessions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "sessions_expiry_index" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "audit_entries_entity_index" ON "audit_entries" USING btree ("chain","entity","entity_id");--> statement-breakpoint
CREATE INDEX "exports_ward_index" ON "exports" USING btree ("ward_id","at");--> statement-breakpoint
CREATE INDEX "exports_subject_index" ON "exports" USING btree ("subject_id","at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age_index" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "workbook_imports_ward_index" ON "workbook_imports" USING btree ("ward_id","created_at");--> statement-breakpoint
CREATE INDEX "businesses_list_index" ON "businesses" USING btree ("ward_id","status","sort_key");--> statement-breakpoint
CREATE INDEX "businesses_cluster_index" ON "businesses" USING btree ("ward_id","cluster_id","status");--> statement-breakpoint
CREATE INDEX "businesses_search_index" ON "businesses" USING gin ("search_key" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "course_runs_provider_index" ON "course_runs" USING btree ("provider_id","starts_on");--> statement-breakpoint
CREATE INDEX "seat_allotments_run_index" ON "seat_allotments" USING btree ("run_id");--> statement-breakpoint
CREATE UNIQUE INDEX "nominations_one_live_per_person" ON "nominations" USING btree ("run_id","person_id") WHERE "nominations"."status" not in ('withdrawn', 'not_eligible');--> statement-breakpoint
CREATE INDEX "nominations_run_index" ON "nominations" USING btree ("ward_id","run_id","status");--> statement-breakpoint
CREATE INDEX "nominations_person_index" ON "nominations" USING btree ("ward_id","person_id");--> statement-breakpoint
CREATE INDEX "nominations_need_index" ON "nominations" USING btree ("ward_id","need_line_id");--> statement-breakpoint
CREATE INDEX "nominations_business_index" ON "nominations" USING btree ("ward_id","business_id","run_id");--> statement-breakpoint
CREATE INDEX "nominee_list_rows_run_index" ON "nominee_list_rows" USING btree ("run_id","ward_id","number");--> statement-breakpoint
CREATE INDEX "nominee_lists_status_index" ON "nominee_lists" USING btree ("ward_id","status");--> statement-breakpoint
CREATE INDEX "people_list_index" ON "people" USING btree ("ward_id","sort_key");--> statement-breakpoint
CREATE INDEX "people_business_index" ON "people" USING btree ("ward_id","business_id","sort_key");--> statement-breakpoint
CREATE INDEX "people_search_index" ON "people" USING gin ("search_key" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "invitations_business_index" ON "invitations" USING btree ("ward_id","business_id");--> statement-breakpoint
CREATE INDEX "need_lines_round_index" ON "need_lines" USING btree ("ward_id","round_id","skill_id");--> statement-breakpoint
CREATE INDEX "need_lines_business_index" ON "need_lines" USING btree ("ward_id","business_id");--> statement-breakpoint
CREATE INDEX "responses_list_index" ON "responses" USING btree ("ward_id","round_id","status");