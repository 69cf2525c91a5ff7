-- Where a bill came from, and what its file's import did to it.
ALTER TABLE bill ADD import_task_id int, ADD start_date_adjusted boolean NOT NULL DEFAULT false;
CREATE INDEX bill_by_import_task ON bill (tenant_id, import_task_id) WHERE import_task_id IS NOT NULL;
ALTER TABLE task DROP CONSTRAINT task_status_check,
  ADD CONSTRAINT task_status_check CHECK (status IN ('Running', 'Completed', 'Completed with kickouts', 'Failed'));
CREATE INDEX task_by_batch ON task (tenant_id, batch_id) WHERE batch_id IS NOT NULL;

-- What the columns of other layouts are.
CREATE TABLE bill_import_profile (
  tenant_id bigint NOT NULL, bill_import_profile_id int NOT NULL, profile_code text NOT NULL, mapping jsonb,
  PRIMARY KEY (tenant_id, bill_import_profile_id)
);
CREATE UNIQUE INDEX bill_import_profile__profile_code ON bill_import_profile (tenant_id, lower(profile_code));

-- How the bills of a vendor are read from pages.
CREATE TABLE bill_page_rule (
  tenant_id bigint NOT NULL, bill_page_rule_id int NOT NULL, rule_code text NOT NULL, rule jsonb NOT NULL,
  PRIMARY KEY (tenant_id, bill_page_rule_id)
);
CREATE UNIQUE INDEX bill_page_rule__rule_code ON bill_page_rule (tenant_id, lower(rule_code));
