-- Groups of users -------------------------------------------------------------------------------------------------------

CREATE TABLE user_group (
  tenant_id bigint NOT NULL, user_group_id int NOT NULL, user_group_name text NOT NULL, description text, last_updated timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, user_group_id)
);
CREATE UNIQUE INDEX user_group__user_group_name ON user_group (tenant_id, lower(user_group_name));
CREATE TABLE user_group_member (
  tenant_id bigint NOT NULL, user_group_id int NOT NULL, user_id int NOT NULL, PRIMARY KEY (tenant_id, user_group_id, user_id),
  FOREIGN KEY (tenant_id, user_group_id) REFERENCES user_group (tenant_id, user_group_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, user_id)
);
CREATE INDEX user_group_member_by_user ON user_group_member (tenant_id, user_id);

-- Tasks -----------------------------------------------------------------------------------------------------------------

-- Work that was asked for once, and what came of it. error_file: a workbook of what was refused.
CREATE TABLE task (
  tenant_id bigint NOT NULL, task_id int NOT NULL, task_guid text NOT NULL, task_type_id int NOT NULL, status text NOT NULL
    CHECK (status IN ('Running', 'Completed', 'Failed')),
  message text, output jsonb, settings jsonb, begin_date timestamptz NOT NULL, end_date timestamptz, user_id int, task_note text, batch_id int,
  PRIMARY KEY (tenant_id, task_id), FOREIGN KEY (tenant_id, batch_id) REFERENCES batch (tenant_id, batch_id)
);
CREATE UNIQUE INDEX task__task_guid ON task (tenant_id, lower(task_guid));
CREATE INDEX task_by_type ON task (tenant_id, task_type_id, task_id);
CREATE TABLE task_file (
  tenant_id bigint NOT NULL, task_id int NOT NULL, file_name text NOT NULL, content bytea NOT NULL, PRIMARY KEY (tenant_id, task_id),
  FOREIGN KEY (tenant_id, task_id) REFERENCES task (tenant_id, task_id) ON DELETE CASCADE
);
CREATE TABLE task_type (task_type_id int PRIMARY KEY, task_type_code text NOT NULL, task_type_info text NOT NULL);
COMMENT ON TABLE task_type IS 'shared';

-- Webhooks of the ledger ------------------------------------------------------------------------------------------------

CREATE TABLE webhook_event_type (webhook_event_type_id int PRIMARY KEY, webhook_event_type_name text NOT NULL, raised boolean NOT NULL);
COMMENT ON TABLE webhook_event_type IS 'shared';
CREATE TABLE webhook (
  tenant_id bigint NOT NULL, webhook_id int NOT NULL, webhook_name text NOT NULL, webhook_description text, webhook_event_type_id int NOT NULL,
  url text NOT NULL, mailing_list text[] NOT NULL, active boolean NOT NULL, created_by int, created_date timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, webhook_id)
);
CREATE UNIQUE INDEX webhook__webhook_name ON webhook (tenant_id, lower(webhook_name));
-- How far a webhook has been told of the change log, how that went, and its secret, sealed. Kept out of the change log itself.
CREATE TABLE webhook_state (
  tenant_id bigint NOT NULL, webhook_id int NOT NULL, sealed bytea, seen bigint NOT NULL, next_try timestamptz NOT NULL,
  leased_until timestamptz, failures int NOT NULL DEFAULT 0, calls bigint NOT NULL DEFAULT 0, successes bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, webhook_id), FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhook (tenant_id, webhook_id) ON DELETE CASCADE
);
-- result: the HTTP status, 0 where there was no answer.
CREATE TABLE webhook_log (
  tenant_id bigint NOT NULL, webhook_log_id int NOT NULL, webhook_id int NOT NULL, request_timestamp timestamptz NOT NULL, url text NOT NULL,
  request text NOT NULL, response text NOT NULL, result text NOT NULL, user_id int, PRIMARY KEY (tenant_id, webhook_log_id),
  FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhook (tenant_id, webhook_id) ON DELETE CASCADE
);
CREATE INDEX webhook_log_by_webhook ON webhook_log (tenant_id, webhook_id, webhook_log_id);
