-- Trusted since PostgreSQL 13: an ordinary owner of the database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
