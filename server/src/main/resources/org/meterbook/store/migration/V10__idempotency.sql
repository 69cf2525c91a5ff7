-- Writes that a client named by an Idempotency-Key, for a day. The answer is sealed, because it may have a secret; it is missing where the
-- server stopped between the commit and the answer.
CREATE TABLE named_write (
  tenant_id bigint NOT NULL, user_id int NOT NULL, key_hash text NOT NULL, request_hash text NOT NULL, attempt text NOT NULL,
  created timestamptz NOT NULL, status int, headers jsonb, answer bytea, PRIMARY KEY (tenant_id, user_id, key_hash)
);
CREATE INDEX named_write_created ON named_write (tenant_id, created);
