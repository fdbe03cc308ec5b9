-- The entries of one command at once: the head is read and written once, however many there are. Written once for each
-- entry, it leaves a dead version of itself for each, and thousands of them in one transaction cost their square.
DROP FUNCTION append_audit_entry(text, text, text, text, text, text, text, text, text);
--> statement-breakpoint
CREATE FUNCTION append_audit_entries(
  chain_ text, actor_ text, role_ text, request_id_ text, entries jsonb
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  head audit_chains;
  entry jsonb;
  at_ timestamptz;
  part text;
  body text;
  hash_ text;
BEGIN
  SELECT * INTO head FROM audit_chains WHERE chain = chain_ FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO audit_chains (chain) VALUES (chain_) ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM audit_chains WHERE chain = chain_ FOR UPDATE;
  END IF;
  FOR entry IN SELECT value FROM jsonb_array_elements(entries) LOOP
    head.sequence := head.sequence + 1;
    -- Taken inside the lock: now() would be the start of the transaction and could run backwards along the chain.
    at_ := date_trunc('milliseconds', clock_timestamp());
    body := '';
    FOREACH part IN ARRAY ARRAY[
      chain_, head.sequence::text, to_char(at_ AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), actor_, role_,
      entry->>'action', entry->>'entity', entry->>'entityId', entry->>'before', entry->>'after', request_id_, head.head_hash
    ] LOOP
      body := body || coalesce(octet_length(convert_to(part, 'UTF8')) || ':' || part, '-');
    END LOOP;
    hash_ := encode(sha256(convert_to(body, 'UTF8')), 'hex');
    INSERT INTO audit_entries (chain, sequence, at, actor, role, action, entity, entity_id, before, after, request_id, previous_hash, hash)
    VALUES (chain_, head.sequence, at_, actor_, role_, entry->>'action', entry->>'entity', entry->>'entityId',
      entry->>'before', entry->>'after', request_id_, head.head_hash, hash_);
    head.head_hash := hash_;
  END LOOP;
  UPDATE audit_chains SET sequence = head.sequence, head_hash = head.head_hash WHERE chain = chain_;
END $$;
