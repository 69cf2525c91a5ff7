-- What audits may find; loaded from the program's catalogue.
CREATE TABLE flag_issue_type (
  flag_issue_type_id int PRIMARY KEY, flag_issue_type_code text NOT NULL, flag_issue_type_info text NOT NULL,
  flag_issue_type_description text NOT NULL, flag_issue_category text NOT NULL
);
COMMENT ON TABLE flag_issue_type IS 'shared';

-- Why a bill is flagged, by people; the built-in types stay.
CREATE TABLE flag_type (
  tenant_id bigint NOT NULL, flag_type_id int NOT NULL, flag_type_info text NOT NULL, built_in boolean NOT NULL,
  PRIMARY KEY (tenant_id, flag_type_id)
);
CREATE UNIQUE INDEX flag_type__flag_type_info ON flag_type (tenant_id, lower(flag_type_info));
INSERT INTO flag_type (tenant_id, flag_type_id, flag_type_info, built_in)
SELECT d.tenant_id, t.id, t.info, true FROM datasource d,
  unnest(ARRAY[1, 2, 3], ARRAY['Audit Exception', 'To Review', 'Cost Recovery']) AS t(id, info);
INSERT INTO tenant_counter (tenant_id, name, value) SELECT d.tenant_id, 'id flag_type', 3 FROM datasource d;

-- A bill's one flag: 1 is unresolved, 2 resolved.
CREATE TABLE flag (
  tenant_id bigint NOT NULL, flag_id int NOT NULL, bill_id int NOT NULL, flag_type_id int NOT NULL,
  flag_status_id int NOT NULL CHECK (flag_status_id IN (1, 2)), cost_recovery numeric(19, 2), assigned_date timestamptz,
  created_by int, created_date timestamptz NOT NULL, modified_by int, modified_date timestamptz,
  PRIMARY KEY (tenant_id, flag_id),
  FOREIGN KEY (tenant_id, bill_id) REFERENCES bill (tenant_id, bill_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, flag_type_id) REFERENCES flag_type (tenant_id, flag_type_id)
);
CREATE UNIQUE INDEX flag__bill_id ON flag (tenant_id, bill_id);
CREATE INDEX flag_by_type ON flag (tenant_id, flag_type_id);
CREATE INDEX flag_unresolved ON flag (tenant_id, bill_id) WHERE flag_status_id = 1;
CREATE TABLE flag_assignee (
  tenant_id bigint NOT NULL, flag_id int NOT NULL, user_id int NOT NULL, PRIMARY KEY (tenant_id, flag_id, user_id),
  FOREIGN KEY (tenant_id, flag_id) REFERENCES flag (tenant_id, flag_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, user_id) ON DELETE CASCADE
);
CREATE INDEX flag_assignee_by_user ON flag_assignee (tenant_id, user_id);

-- What an audit found; meter_id 0 where it is the bill's own. An issue that no longer holds is resolved, not removed.
CREATE TABLE flag_issue (
  tenant_id bigint NOT NULL, flag_issue_id int NOT NULL, flag_id int NOT NULL, flag_issue_type_id int NOT NULL, meter_id int NOT NULL,
  flag_issue_status_id int NOT NULL CHECK (flag_issue_status_id IN (1, 2)), message text NOT NULL,
  created_date timestamptz NOT NULL, modified_date timestamptz, PRIMARY KEY (tenant_id, flag_issue_id),
  FOREIGN KEY (tenant_id, flag_id) REFERENCES flag (tenant_id, flag_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX flag_issue__flag_issue_type_id ON flag_issue (tenant_id, flag_id, flag_issue_type_id, meter_id);
CREATE TABLE flag_issue_assignee (
  tenant_id bigint NOT NULL, flag_issue_id int NOT NULL, user_id int NOT NULL, PRIMARY KEY (tenant_id, flag_issue_id, user_id),
  FOREIGN KEY (tenant_id, flag_issue_id) REFERENCES flag_issue (tenant_id, flag_issue_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, user_id) ON DELETE CASCADE
);
CREATE INDEX flag_issue_assignee_by_user ON flag_issue_assignee (tenant_id, user_id);

-- What was done to a flag, or to one issue of it.
CREATE TABLE flag_event (
  tenant_id bigint NOT NULL, flag_event_id int NOT NULL, flag_id int NOT NULL, flag_issue_id int, flag_action_id int NOT NULL,
  description text NOT NULL, comment text, created_by int, created_date timestamptz NOT NULL, PRIMARY KEY (tenant_id, flag_event_id),
  FOREIGN KEY (tenant_id, flag_id) REFERENCES flag (tenant_id, flag_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, flag_issue_id) REFERENCES flag_issue (tenant_id, flag_issue_id) ON DELETE CASCADE
);
CREATE INDEX flag_event_by_flag ON flag_event (tenant_id, flag_id);
CREATE INDEX flag_event_by_issue ON flag_event (tenant_id, flag_issue_id) WHERE flag_issue_id IS NOT NULL;

-- How audits are run where it is not as usual: by the audit's code; for an account only whether.
ALTER TABLE setting ADD audits jsonb NOT NULL DEFAULT '{}';
ALTER TABLE account ADD audits jsonb NOT NULL DEFAULT '{}';
