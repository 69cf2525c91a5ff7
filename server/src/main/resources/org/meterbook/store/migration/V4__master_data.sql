-- Files that were uploaded and are quoted by others. Who quotes one keeps it; one that nobody quotes goes after a day.
CREATE TABLE stored_file (
  tenant_id bigint NOT NULL, stored_file_id int NOT NULL, file_data_type_id int NOT NULL, name text NOT NULL, content bytea NOT NULL,
  created_by int, created_date timestamptz NOT NULL, PRIMARY KEY (tenant_id, stored_file_id)
);

-- Custom fields ---------------------------------------------------------------------------------------------------------

CREATE TABLE data_type (data_type_id int PRIMARY KEY, data_type_code text NOT NULL, data_type_info text NOT NULL);
COMMENT ON TABLE data_type IS 'shared';

CREATE TABLE udf (
  tenant_id bigint NOT NULL, udf_id int NOT NULL, udf_type text NOT NULL, name text NOT NULL, description text, data_type_id int NOT NULL,
  display_order int NOT NULL, important boolean NOT NULL, locked boolean NOT NULL, PRIMARY KEY (tenant_id, udf_id)
);
CREATE UNIQUE INDEX udf__name ON udf (tenant_id, udf_type, lower(name));
CREATE TABLE udf_select_value (
  tenant_id bigint NOT NULL, udf_select_value_id int NOT NULL, udf_id int NOT NULL, value text NOT NULL, display_order int NOT NULL,
  PRIMARY KEY (tenant_id, udf_select_value_id),
  FOREIGN KEY (tenant_id, udf_id) REFERENCES udf (tenant_id, udf_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX udf_select_value__value ON udf_select_value (tenant_id, udf_id, lower(value));

-- Collections of emission sources; their tables do not begin with collection_, which are those of collected bills.
CREATE TABLE carbon_collection (
  tenant_id bigint NOT NULL, collection_id int NOT NULL, collection_code text NOT NULL, collection_info text NOT NULL, note text,
  parent_collection_id int, icon_code text, icon_color text,
  created_by int, created_date timestamptz NOT NULL, modified_by int, modified_date timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, collection_id),
  FOREIGN KEY (tenant_id, parent_collection_id) REFERENCES carbon_collection (tenant_id, collection_id)
);
CREATE UNIQUE INDEX carbon_collection__collection_code ON carbon_collection (tenant_id, lower(collection_code));
CREATE INDEX carbon_collection_by_parent ON carbon_collection (tenant_id, parent_collection_id);
CREATE TABLE carbon_collection_ancestor (
  tenant_id bigint NOT NULL, collection_id int NOT NULL, ancestor_id int NOT NULL, PRIMARY KEY (tenant_id, collection_id, ancestor_id),
  FOREIGN KEY (tenant_id, collection_id) REFERENCES carbon_collection (tenant_id, collection_id) ON DELETE CASCADE
);
CREATE INDEX carbon_collection_ancestor_down ON carbon_collection_ancestor (tenant_id, ancestor_id, collection_id);
INSERT INTO carbon_collection (tenant_id, collection_id, collection_code, collection_info, created_date, modified_date)
  SELECT tenant_id, 1, 'ROOT', name, created_date, created_date FROM datasource;
INSERT INTO carbon_collection_ancestor (tenant_id, collection_id, ancestor_id) SELECT tenant_id, 1, 1 FROM datasource;
INSERT INTO tenant_counter (tenant_id, name, value) SELECT tenant_id, 'id carbon_collection', 1 FROM datasource ON CONFLICT DO NOTHING;

-- A value belongs to exactly one thing, and goes with it.
CREATE TABLE udf_value (
  tenant_id bigint NOT NULL, udf_value_id int NOT NULL, udf_id int NOT NULL, value text NOT NULL, udf_select_value_id int,
  stored_file_id int, account_id int, meter_id int, place_id int, vendor_id int, rate_version_id int, channel_version_id int,
  collection_id int, bill_id int,
  PRIMARY KEY (tenant_id, udf_value_id),
  CHECK (num_nonnulls(account_id, meter_id, place_id, vendor_id, rate_version_id, channel_version_id, collection_id, bill_id) = 1),
  FOREIGN KEY (tenant_id, udf_id) REFERENCES udf (tenant_id, udf_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, udf_select_value_id) REFERENCES udf_select_value (tenant_id, udf_select_value_id),
  FOREIGN KEY (tenant_id, stored_file_id) REFERENCES stored_file (tenant_id, stored_file_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, meter_id) REFERENCES meter (tenant_id, meter_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, place_id) REFERENCES place (tenant_id, place_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, vendor_id) REFERENCES vendor (tenant_id, vendor_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, rate_version_id) REFERENCES rate_version (tenant_id, version_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, channel_version_id) REFERENCES channel_version (tenant_id, channel_version_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, collection_id) REFERENCES carbon_collection (tenant_id, collection_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, bill_id) REFERENCES bill (tenant_id, bill_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX udf_value__account_id ON udf_value (tenant_id, account_id, udf_id) WHERE account_id IS NOT NULL;
CREATE UNIQUE INDEX udf_value__meter_id ON udf_value (tenant_id, meter_id, udf_id) WHERE meter_id IS NOT NULL;
CREATE UNIQUE INDEX udf_value__place_id ON udf_value (tenant_id, place_id, udf_id) WHERE place_id IS NOT NULL;
CREATE UNIQUE INDEX udf_value__vendor_id ON udf_value (tenant_id, vendor_id, udf_id) WHERE vendor_id IS NOT NULL;
CREATE UNIQUE INDEX udf_value__rate_version_id ON udf_value (tenant_id, rate_version_id, udf_id) WHERE rate_version_id IS NOT NULL;
CREATE UNIQUE INDEX udf_value__channel_version_id ON udf_value (tenant_id, channel_version_id, udf_id) WHERE channel_version_id IS NOT NULL;
CREATE UNIQUE INDEX udf_value__collection_id ON udf_value (tenant_id, collection_id, udf_id) WHERE collection_id IS NOT NULL;
CREATE UNIQUE INDEX udf_value__bill_id ON udf_value (tenant_id, bill_id, udf_id) WHERE bill_id IS NOT NULL;
CREATE INDEX udf_value_by_field ON udf_value (tenant_id, udf_id, value);
CREATE INDEX udf_value_by_file ON udf_value (tenant_id, stored_file_id) WHERE stored_file_id IS NOT NULL;

-- Every field that a thing of a type may have, with the value that it has.
CREATE VIEW account_udf AS
  SELECT u.tenant_id, e.account_id, u.udf_id, u.name, u.description, u.data_type_id, u.display_order, u.important, v.value, v.stored_file_id
  FROM account e JOIN udf u ON u.tenant_id = e.tenant_id AND u.udf_type = 'Account'
  LEFT JOIN udf_value v ON v.tenant_id = e.tenant_id AND v.account_id = e.account_id AND v.udf_id = u.udf_id;
CREATE VIEW meter_udf AS
  SELECT u.tenant_id, e.meter_id, u.udf_id, u.name, u.description, u.data_type_id, u.display_order, u.important, v.value, v.stored_file_id
  FROM meter e JOIN udf u ON u.tenant_id = e.tenant_id AND u.udf_type = 'Meter'
  LEFT JOIN udf_value v ON v.tenant_id = e.tenant_id AND v.meter_id = e.meter_id AND v.udf_id = u.udf_id;
CREATE VIEW place_udf AS
  SELECT u.tenant_id, e.place_id, u.udf_id, u.name, u.description, u.data_type_id, u.display_order, u.important, v.value, v.stored_file_id
  FROM place e JOIN udf u ON u.tenant_id = e.tenant_id AND u.udf_type = 'Place'
  LEFT JOIN udf_value v ON v.tenant_id = e.tenant_id AND v.place_id = e.place_id AND v.udf_id = u.udf_id;
CREATE VIEW vendor_udf AS
  SELECT u.tenant_id, e.vendor_id, u.udf_id, u.name, u.description, u.data_type_id, u.display_order, u.important, v.value, v.stored_file_id
  FROM vendor e JOIN udf u ON u.tenant_id = e.tenant_id AND u.udf_type = 'Vendor'
  LEFT JOIN udf_value v ON v.tenant_id = e.tenant_id AND v.vendor_id = e.vendor_id AND v.udf_id = u.udf_id;
CREATE VIEW rate_version_udf AS
  SELECT u.tenant_id, e.version_id AS rate_version_id, u.udf_id, u.name, u.description, u.data_type_id, u.display_order, u.important, v.value, v.stored_file_id
  FROM rate_version e JOIN udf u ON u.tenant_id = e.tenant_id AND u.udf_type = 'Rate'
  LEFT JOIN udf_value v ON v.tenant_id = e.tenant_id AND v.rate_version_id = e.version_id AND v.udf_id = u.udf_id;
CREATE VIEW channel_version_udf AS
  SELECT u.tenant_id, e.channel_version_id, u.udf_id, u.name, u.description, u.data_type_id, u.display_order, u.important, v.value, v.stored_file_id
  FROM channel_version e JOIN udf u ON u.tenant_id = e.tenant_id AND u.udf_type = 'ChannelVersion'
  LEFT JOIN udf_value v ON v.tenant_id = e.tenant_id AND v.channel_version_id = e.channel_version_id AND v.udf_id = u.udf_id;
CREATE VIEW bill_udf AS
  SELECT u.tenant_id, e.bill_id, u.udf_id, u.name, u.description, u.data_type_id, u.display_order, u.important, v.value, v.stored_file_id
  FROM bill e JOIN udf u ON u.tenant_id = e.tenant_id AND u.udf_type = 'Bill'
  LEFT JOIN udf_value v ON v.tenant_id = e.tenant_id AND v.bill_id = e.bill_id AND v.udf_id = u.udf_id;

-- Accounting ------------------------------------------------------------------------------------------------------------

ALTER TABLE general_ledger ADD COLUMN sub_codes text[] NOT NULL DEFAULT '{}';
CREATE TABLE gl_sub_code (
  tenant_id bigint NOT NULL, sub_code_index int NOT NULL CHECK (sub_code_index BETWEEN 1 AND 20), sub_code_name text NOT NULL,
  sub_code_type text NOT NULL CHECK (sub_code_type IN ('list', 'text')), sub_code_values text[] NOT NULL,
  PRIMARY KEY (tenant_id, sub_code_index)
);
INSERT INTO gl_sub_code (tenant_id, sub_code_index, sub_code_name, sub_code_type, sub_code_values)
  SELECT d.tenant_id, n, 'SubCode' || lpad(n::text, 2, '0'), 'text', '{}' FROM datasource d, generate_series(1, 20) n;

CREATE TABLE customer (
  tenant_id bigint NOT NULL, customer_id int NOT NULL, customer_code text NOT NULL, customer_info text NOT NULL,
  address_type_id int, line1 text, line2 text, line3 text, city text, state text, country text, postal_code text,
  latitude double precision, longitude double precision, PRIMARY KEY (tenant_id, customer_id)
);
CREATE UNIQUE INDEX customer__customer_code ON customer (tenant_id, lower(customer_code));
CREATE TABLE contact (
  tenant_id bigint NOT NULL, contact_id int NOT NULL, first text, middle text, last text NOT NULL, email text, phone_number text,
  PRIMARY KEY (tenant_id, contact_id)
);

ALTER TABLE account ADD COLUMN customer_id int, ADD COLUMN contact_id int, ADD COLUMN audit_enabled boolean NOT NULL DEFAULT true,
  ADD FOREIGN KEY (tenant_id, customer_id) REFERENCES customer (tenant_id, customer_id),
  ADD FOREIGN KEY (tenant_id, contact_id) REFERENCES contact (tenant_id, contact_id);
ALTER TABLE place ADD COLUMN contact_id int, ADD COLUMN wattics_site_id int,
  ADD FOREIGN KEY (tenant_id, contact_id) REFERENCES contact (tenant_id, contact_id);
ALTER TABLE vendor ADD COLUMN contact_id int, ADD COLUMN vendor_aliases text[] NOT NULL DEFAULT '{}', ADD COLUMN consent_file_id int,
  ADD FOREIGN KEY (tenant_id, contact_id) REFERENCES contact (tenant_id, contact_id),
  ADD FOREIGN KEY (tenant_id, consent_file_id) REFERENCES stored_file (tenant_id, stored_file_id);

-- One bill for many addresses: the summary account has it, its sub-accounts give the use. has_sub_account is kept up, because
-- every account that is shown says it.
ALTER TABLE account ADD COLUMN summary_account_id int, ADD COLUMN has_sub_account boolean NOT NULL DEFAULT false,
  ADD FOREIGN KEY (tenant_id, summary_account_id) REFERENCES account (tenant_id, account_id);
CREATE INDEX account_by_summary ON account (tenant_id, summary_account_id) WHERE summary_account_id IS NOT NULL;

-- The codes that an account had, and until when.
CREATE TABLE account_code_history (
  tenant_id bigint NOT NULL, account_code_history_id int NOT NULL, account_id int NOT NULL, previous_account_code text NOT NULL,
  end_date timestamp NOT NULL, PRIMARY KEY (tenant_id, account_code_history_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id) ON DELETE CASCADE
);
CREATE INDEX account_code_history_by_account ON account_code_history (tenant_id, account_id);
CREATE TABLE meter_serial_number_history (
  tenant_id bigint NOT NULL, meter_serial_number_history_id int NOT NULL, meter_id int NOT NULL, previous_serial_number text NOT NULL,
  end_date timestamp NOT NULL, PRIMARY KEY (tenant_id, meter_serial_number_history_id),
  FOREIGN KEY (tenant_id, meter_id) REFERENCES meter (tenant_id, meter_id) ON DELETE CASCADE
);
CREATE INDEX meter_serial_number_history_by_meter ON meter_serial_number_history (tenant_id, meter_id);

-- What is to be said, or refused, when a bill ends within a span.
CREATE TABLE account_alert (
  tenant_id bigint NOT NULL, alert_id int NOT NULL, account_id int NOT NULL, begin_date timestamp NOT NULL, end_date timestamp NOT NULL,
  message text NOT NULL, allow_bill_processing boolean NOT NULL, PRIMARY KEY (tenant_id, alert_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id) ON DELETE CASCADE
);
CREATE INDEX account_alert_by_account ON account_alert (tenant_id, account_id);

ALTER TABLE rate_version ADD COLUMN note text, ADD COLUMN use_unit_id int, ADD COLUMN use_unit_cost numeric(30, 8),
  ADD COLUMN demand_unit_id int, ADD COLUMN demand_unit_cost numeric(30, 8), ADD COLUMN created_by int, ADD COLUMN created_date timestamptz,
  ADD COLUMN modified_by int, ADD COLUMN modified_date timestamptz;
UPDATE rate_version SET created_date = now(), modified_date = now();
ALTER TABLE rate_version ALTER COLUMN created_date SET NOT NULL, ALTER COLUMN modified_date SET NOT NULL;
CREATE TABLE rate_line (
  tenant_id bigint NOT NULL, rate_line_id int NOT NULL, version_id int NOT NULL, account_level boolean NOT NULL, display_order int NOT NULL,
  calculation_type text NOT NULL, caption text, observation_type_id int, value numeric(30, 8), PRIMARY KEY (tenant_id, rate_line_id),
  FOREIGN KEY (tenant_id, version_id) REFERENCES rate_version (tenant_id, version_id) ON DELETE CASCADE
);
CREATE INDEX rate_line_by_version ON rate_line (tenant_id, version_id);

-- A vendor's template has the account-level lines of its bills, and no list shows it.
ALTER TABLE template ADD COLUMN vendor_id int,
  ADD FOREIGN KEY (tenant_id, vendor_id) REFERENCES vendor (tenant_id, vendor_id) ON DELETE CASCADE;
CREATE UNIQUE INDEX template__vendor_id ON template (tenant_id, vendor_id) WHERE vendor_id IS NOT NULL;

CREATE VIEW general_ledger_sub_code AS
  SELECT g.tenant_id, g.general_ledger_id, s.sub_code_index, s.sub_code_name, g.sub_codes[s.sub_code_index] AS value
  FROM general_ledger g JOIN gl_sub_code s ON s.tenant_id = g.tenant_id;

ALTER TABLE place_type ADD COLUMN place_entity_type_id int NOT NULL DEFAULT 1, ADD COLUMN place_entity_type_info text NOT NULL DEFAULT 'Organization',
  ADD COLUMN icon_code text, ADD COLUMN icon_color text;
UPDATE place_type SET place_entity_type_id = 2, place_entity_type_info = 'Building' WHERE structure;
