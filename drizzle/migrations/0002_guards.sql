-- Appends one entry to a chain under the lock of the chain's head and hashes what is stored: every field with its
-- length in bytes before it ("-" for null), so that no two different entries have the same text. Called by
-- domain/audit/commands.server.ts alone; domain/audit/chain.server.ts computes the same text to verify it.
CREATE FUNCTION append_audit_entry(
  chain_ text, actor_ text, role_ text, action_ text, entity_ text, entity_id_ text,
  before_ text, after_ text, request_id_ text
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  head audit_chains;
  at_ timestamptz;
  part text;
  body text := '';
  hash_ text;
BEGIN
  SELECT * INTO head FROM audit_chains WHERE chain = chain_ FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO audit_chains (chain) VALUES (chain_) ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM audit_chains WHERE chain = chain_ FOR UPDATE;
  END IF;
  head.sequence := head.sequence + 1;
  -- Taken inside the lock: now() would be the start of the transaction and could run backwards along the chain.
  at_ := date_trunc('milliseconds', clock_timestamp());
  FOREACH part IN ARRAY ARRAY[
    chain_, head.sequence::text, to_char(at_ AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), actor_, role_,
    action_, entity_, entity_id_, before_, after_, request_id_, head.head_hash
  ] LOOP
    body := body || coalesce(octet_length(convert_to(part, 'UTF8')) || ':' || part, '-');
  END LOOP;
  hash_ := encode(sha256(convert_to(body, 'UTF8')), 'hex');
  INSERT INTO audit_entries (chain, sequence, at, actor, role, action, entity, entity_id, before, after, request_id, previous_hash, hash)
  VALUES (chain_, head.sequence, at_, actor_, role_, action_, entity_, entity_id_, before_, after_, request_id_, head.head_hash, hash_);
  UPDATE audit_chains SET sequence = head.sequence, head_hash = hash_ WHERE chain = chain_;
  RETURN head.sequence;
END $$;
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: its rows are only ever added', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_entries_not_emptied BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER exports_append_only BEFORE UPDATE OR DELETE ON exports FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER response_revisions_append_only BEFORE UPDATE OR DELETE ON response_revisions FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- An issued list never changes; the provider's receipt is the one thing that may still be noted on it.
CREATE FUNCTION refuse_change_of_issued_list() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status IN ('issued', 'received') AND (TG_OP = 'DELETE' OR
     (to_jsonb(NEW) - '{status,received_at,version}'::text[]) <> (to_jsonb(OLD) - '{status,received_at,version}'::text[]) OR
     NEW.status NOT IN ('issued', 'received'))
  THEN
    RAISE EXCEPTION 'an issued list never changes' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'nominee_lists_issued_frozen';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER nominee_lists_issued_frozen BEFORE UPDATE OR DELETE ON nominee_lists FOR EACH ROW EXECUTE FUNCTION refuse_change_of_issued_list();
--> statement-breakpoint
CREATE FUNCTION refuse_change_of_issued_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM nominee_lists WHERE id = coalesce(OLD.list_id, NEW.list_id) AND status IN ('issued', 'received')
  ) THEN
    RAISE EXCEPTION 'the rows of an issued list never change' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'nominee_list_rows_issued_frozen';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER nominee_list_rows_issued_frozen BEFORE INSERT OR UPDATE OR DELETE ON nominee_list_rows FOR EACH ROW EXECUTE FUNCTION refuse_change_of_issued_rows();
