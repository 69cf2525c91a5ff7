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

-- Settings --------------------------------------------------------------------------------------------------------------

-- One row a datasource, its id is 1. The first month of the fiscal year is the datasource's own.
CREATE TABLE setting (
  tenant_id bigint NOT NULL, setting_id int NOT NULL, organization_name text, display_organization_name_in_header boolean NOT NULL,
  organization_logo text, automatic_logout_minutes int, default_country text, default_meter_time_zone_id int, default_date_format text,
  default_topmost_place_id int, default_topmost_cost_center_id int, default_user_role_id int, months_to_exclude_from_charts int NOT NULL,
  energy_unit_id int NOT NULL, cost_unit_id int NOT NULL, floor_area_unit_id int NOT NULL, fiscal_year_defined_at_year text NOT NULL,
  calendarization_method text NOT NULL, allow_users_to_email_notifications boolean NOT NULL, PRIMARY KEY (tenant_id, setting_id),
  FOREIGN KEY (tenant_id, default_topmost_place_id) REFERENCES place (tenant_id, place_id),
  FOREIGN KEY (tenant_id, default_topmost_cost_center_id) REFERENCES cost_center (tenant_id, cost_center_id),
  FOREIGN KEY (tenant_id, default_user_role_id) REFERENCES user_role (tenant_id, user_role_id)
);
INSERT INTO setting (tenant_id, setting_id, organization_name, display_organization_name_in_header, automatic_logout_minutes, default_date_format,
  months_to_exclude_from_charts, energy_unit_id, cost_unit_id, floor_area_unit_id, fiscal_year_defined_at_year, calendarization_method,
  allow_users_to_email_notifications)
SELECT d.tenant_id, 1, d.name, false, 60, 'MM/dd/yyyy', 2, 13, 58, 85, 'ending', 'monthly', true FROM datasource d;

CREATE TABLE account_period (
  tenant_id bigint NOT NULL, account_period_id int NOT NULL, setting_id int NOT NULL, period_number int NOT NULL, name text NOT NULL,
  PRIMARY KEY (tenant_id, account_period_id)
);
CREATE UNIQUE INDEX account_period__period_number ON account_period (tenant_id, period_number);
INSERT INTO account_period (tenant_id, account_period_id, setting_id, period_number, name)
SELECT d.tenant_id, p.n, 1, p.n, to_char(make_date(2000, (d.fiscal_year_start_month + p.n - 2) % 12 + 1, 1), 'FMMonth')
FROM datasource d CROSS JOIN (SELECT g AS n FROM generate_series(1, 12) AS g) p;

CREATE TABLE admin_setting (
  tenant_id bigint NOT NULL, admin_setting_id int NOT NULL, field_name text NOT NULL, value text, data_type_id int NOT NULL,
  PRIMARY KEY (tenant_id, admin_setting_id)
);
CREATE UNIQUE INDEX admin_setting__field_name ON admin_setting (tenant_id, lower(field_name));

CREATE TABLE cost_category (
  tenant_id bigint NOT NULL, cost_category_id int NOT NULL, cost_category_info text NOT NULL, PRIMARY KEY (tenant_id, cost_category_id)
);
CREATE UNIQUE INDEX cost_category__cost_category_info ON cost_category (tenant_id, lower(cost_category_info));
INSERT INTO cost_category (tenant_id, cost_category_id, cost_category_info)
SELECT d.tenant_id, c.id, c.info FROM datasource d
CROSS JOIN (VALUES (1, 'Supply'), (2, 'Delivery'), (3, 'Taxes'), (4, 'Fees'), (5, 'Other')) AS c(id, info);

-- Notifications ---------------------------------------------------------------------------------------------------------

CREATE TABLE notification_category (
  notification_category_id int PRIMARY KEY, notification_category_info text NOT NULL, notification_category_description text NOT NULL
);
COMMENT ON TABLE notification_category IS 'shared';
CREATE TABLE notification_type (
  notification_type_id int PRIMARY KEY, notification_type_info text NOT NULL, notification_type_description text NOT NULL,
  notification_category_id int NOT NULL
);
COMMENT ON TABLE notification_type IS 'shared';
CREATE TABLE notification (
  tenant_id bigint NOT NULL, notification_id int NOT NULL, user_id int NOT NULL, notification_type_id int NOT NULL, subject text NOT NULL,
  message text NOT NULL, is_read boolean NOT NULL, archived boolean NOT NULL, created_date timestamptz NOT NULL, created_by int,
  PRIMARY KEY (tenant_id, notification_id), FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, user_id)
);
CREATE INDEX notification_by_user ON notification (tenant_id, user_id, notification_id);
-- user_id 0: what new users begin with. Who has no row of a type is shown it, and gets no mail.
CREATE TABLE notification_option (
  tenant_id bigint NOT NULL, user_id int NOT NULL, notification_type_id int NOT NULL,
  option text NOT NULL CHECK (option IN ('ShowInAppAndSendEmail', 'ShowInAppOnly', 'Off')), PRIMARY KEY (tenant_id, user_id, notification_type_id)
);

-- What else clients look up ---------------------------------------------------------------------------------------------

CREATE INDEX bill_by_modified_date ON bill (tenant_id, modified_date);
CREATE INDEX place_by_postal_code ON place (tenant_id, lower(postal_code)) WHERE postal_code IS NOT NULL;
CREATE TABLE tag_type (tag_type_id int PRIMARY KEY, tag_type_info text NOT NULL, tag_category text NOT NULL);
COMMENT ON TABLE tag_type IS 'shared';

-- Weather ---------------------------------------------------------------------------------------------------------------

-- A station is known as soon as a place names it or data of it came. Temperatures are means of a day, in degrees Fahrenheit.
CREATE TABLE weather_station (
  tenant_id bigint NOT NULL, weather_station_id int NOT NULL, station_code text NOT NULL, station_info text NOT NULL,
  PRIMARY KEY (tenant_id, weather_station_id)
);
CREATE UNIQUE INDEX weather_station__station_code ON weather_station (tenant_id, lower(station_code));
CREATE TABLE weather_day (
  tenant_id bigint NOT NULL, weather_station_id int NOT NULL, day date NOT NULL, mean_temperature double precision NOT NULL,
  PRIMARY KEY (tenant_id, weather_station_id, day),
  FOREIGN KEY (tenant_id, weather_station_id) REFERENCES weather_station (tenant_id, weather_station_id) ON DELETE CASCADE
);
INSERT INTO weather_station (tenant_id, weather_station_id, station_code, station_info)
SELECT p.tenant_id, row_number() OVER (PARTITION BY p.tenant_id ORDER BY lower(p.weather_station_code)), min(p.weather_station_code),
  min(p.weather_station_code)
FROM place p WHERE p.weather_station_code <> '' GROUP BY p.tenant_id, lower(p.weather_station_code);
INSERT INTO tenant_counter (tenant_id, name, value)
SELECT w.tenant_id, 'id weather_station', max(w.weather_station_id) FROM weather_station w GROUP BY w.tenant_id;
INSERT INTO tenant_counter (tenant_id, name, value) SELECT d.tenant_id, 'id account_period', 12 FROM datasource d;
INSERT INTO tenant_counter (tenant_id, name, value)
SELECT c.tenant_id, 'id cost_category', max(c.cost_category_id) FROM cost_category c GROUP BY c.tenant_id;

-- Whom a list is shared with; a group that is gone shares nothing, and ids are not given twice.
ALTER TABLE data_list ADD COLUMN shared_user_group_ids int[] NOT NULL DEFAULT '{}';
