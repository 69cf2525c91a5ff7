-- Rules of this schema, held by SchemaTest: every tenant table has tenant_id first in its primary key, every unique key and
-- every foreign key; no sequence, identity or trigger on a tenant table; a unique index is named table__column, from which
-- a violation finds the request's field. Tables commented 'shared' are catalogues, equal for all tenants.

-- Shared catalogues -----------------------------------------------------------------------------------------------------

CREATE TABLE catalogue_load (name text PRIMARY KEY, digest text NOT NULL);
COMMENT ON TABLE catalogue_load IS 'shared';

CREATE TABLE datasource (
  tenant_id bigint PRIMARY KEY,
  code text NOT NULL,
  name text NOT NULL,
  time_zone text NOT NULL,
  fiscal_year_start_month int NOT NULL CHECK (fiscal_year_start_month BETWEEN 1 AND 12),
  created_date timestamptz NOT NULL
);
CREATE UNIQUE INDEX datasource__code ON datasource (lower(code));
COMMENT ON TABLE datasource IS 'shared';

CREATE TABLE unit_type (unit_type_id int PRIMARY KEY, unit_type_code text NOT NULL, unit_type_info text NOT NULL);
COMMENT ON TABLE unit_type IS 'shared';
CREATE TABLE unit (
  unit_id int PRIMARY KEY, unit_code text NOT NULL, unit_info text NOT NULL, unit_display_name text NOT NULL,
  unit_type_id int NOT NULL, factor text, base_unit_code text
);
COMMENT ON TABLE unit IS 'shared';
CREATE TABLE observation_type (
  observation_type_id int PRIMARY KEY, observation_type_code text NOT NULL, observation_type_info text NOT NULL,
  noun_id int NOT NULL, noun_code text NOT NULL, credit int NOT NULL, time_of_use int, creation int,
  class_code text NOT NULL
);
COMMENT ON TABLE observation_type IS 'shared';
CREATE TABLE observation_method (
  observation_method_id int PRIMARY KEY, observation_method_code text NOT NULL, observation_method_info text NOT NULL
);
COMMENT ON TABLE observation_method IS 'shared';
CREATE TABLE country (country_id int PRIMARY KEY, name text NOT NULL, alpha2_code text NOT NULL, possible_spellings text NOT NULL);
COMMENT ON TABLE country IS 'shared';
CREATE TABLE time_zone (
  time_zone_id int PRIMARY KEY, time_zone_code text NOT NULL, time_zone_info text NOT NULL, iana_zone text NOT NULL,
  gmt_offset double precision NOT NULL, daylight_savings_observed boolean NOT NULL
);
COMMENT ON TABLE time_zone IS 'shared';
CREATE TABLE meter_type (meter_type_id int PRIMARY KEY, meter_type_code text NOT NULL, meter_type_info text NOT NULL);
COMMENT ON TABLE meter_type IS 'shared';
CREATE TABLE account_type (account_type_id int PRIMARY KEY, account_type_code text NOT NULL, account_type_info text NOT NULL);
COMMENT ON TABLE account_type IS 'shared';
CREATE TABLE vendor_type (vendor_type_id int PRIMARY KEY, vendor_type_code text NOT NULL, vendor_type_info text NOT NULL);
COMMENT ON TABLE vendor_type IS 'shared';

-- Engine ----------------------------------------------------------------------------------------------------------------

CREATE TABLE tenant_counter (
  tenant_id bigint NOT NULL, name text NOT NULL, value bigint NOT NULL, PRIMARY KEY (tenant_id, name)
);

-- Audit log and change feed in one: what happened, in the order of commit.
CREATE TABLE change (
  tenant_id bigint NOT NULL, change_number bigint NOT NULL, resource text NOT NULL, entity_id bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('create', 'edit', 'delete')), user_id int, made_at timestamptz NOT NULL,
  before jsonb, after jsonb, PRIMARY KEY (tenant_id, change_number)
);
CREATE INDEX change_by_entity ON change (tenant_id, resource, entity_id);

-- Identity --------------------------------------------------------------------------------------------------------------

CREATE TABLE user_role (
  tenant_id bigint NOT NULL, user_role_id int NOT NULL, system_user_role_name text NOT NULL, description text NOT NULL,
  permissions text[] NOT NULL, read_only boolean NOT NULL, hidden boolean NOT NULL, PRIMARY KEY (tenant_id, user_role_id)
);
CREATE UNIQUE INDEX user_role__system_user_role_name ON user_role (tenant_id, lower(system_user_role_name));

CREATE TABLE app_user (
  tenant_id bigint NOT NULL, user_id int NOT NULL, user_code text NOT NULL, full_name text NOT NULL, email text,
  user_role_id int NOT NULL, active boolean NOT NULL, active_directory boolean NOT NULL, password_hash text NOT NULL,
  password_changed_date timestamptz NOT NULL, password_expiration_interval int NOT NULL, strong_password boolean NOT NULL,
  force_password_change boolean NOT NULL, max_approval_amount int, last_login timestamptz, preference jsonb,
  PRIMARY KEY (tenant_id, user_id), FOREIGN KEY (tenant_id, user_role_id) REFERENCES user_role (tenant_id, user_role_id)
);
CREATE UNIQUE INDEX app_user__user_code ON app_user (tenant_id, lower(user_code));

CREATE TABLE api_key (
  tenant_id bigint NOT NULL, api_key_id int NOT NULL, api_key_name text NOT NULL, api_key_description text,
  key_hash bytea NOT NULL, user_id int NOT NULL, created_by int NOT NULL, created_date timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, api_key_id), FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, user_id)
);

CREATE TABLE login_token (
  tenant_id bigint NOT NULL, login_token_id int NOT NULL, user_id int NOT NULL, key_hash bytea NOT NULL,
  created_date timestamptz NOT NULL, expires_date timestamptz NOT NULL, PRIMARY KEY (tenant_id, login_token_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, user_id)
);

-- Places and cost centers -----------------------------------------------------------------------------------------------

CREATE TABLE place_type (
  tenant_id bigint NOT NULL, place_type_id int NOT NULL, place_type_code text NOT NULL, place_type_info text NOT NULL,
  structure boolean NOT NULL, is_system_place_type boolean NOT NULL, PRIMARY KEY (tenant_id, place_type_id)
);
CREATE UNIQUE INDEX place_type__place_type_code ON place_type (tenant_id, lower(place_type_code));

CREATE TABLE primary_use (
  tenant_id bigint NOT NULL, primary_use_id int NOT NULL, primary_use_code text NOT NULL, primary_use_info text NOT NULL,
  primary_use_type text NOT NULL CHECK (primary_use_type IN ('place', 'meter')), PRIMARY KEY (tenant_id, primary_use_id)
);
CREATE UNIQUE INDEX primary_use__primary_use_code ON primary_use (tenant_id, primary_use_type, lower(primary_use_code));

CREATE TABLE place (
  tenant_id bigint NOT NULL, place_id int NOT NULL, place_code text NOT NULL, place_info text NOT NULL, parent_place_id int,
  place_type_id int NOT NULL, primary_use_id int, build_date timestamp, weather_station_code text, place_description text,
  address_type_id int, line1 text, line2 text, line3 text, city text, state text, country text, postal_code text,
  latitude double precision, longitude double precision,
  created_by int, created_date timestamptz NOT NULL, modified_by int, modified_date timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, place_id),
  FOREIGN KEY (tenant_id, parent_place_id) REFERENCES place (tenant_id, place_id),
  FOREIGN KEY (tenant_id, place_type_id) REFERENCES place_type (tenant_id, place_type_id),
  FOREIGN KEY (tenant_id, primary_use_id) REFERENCES primary_use (tenant_id, primary_use_id)
);
CREATE UNIQUE INDEX place__place_code ON place (tenant_id, lower(place_code));
CREATE INDEX place_by_parent ON place (tenant_id, parent_place_id);

-- Every place with itself and each place above it: "under" is one index look-up, whatever the depth.
CREATE TABLE place_ancestor (
  tenant_id bigint NOT NULL, place_id int NOT NULL, ancestor_id int NOT NULL, PRIMARY KEY (tenant_id, place_id, ancestor_id),
  FOREIGN KEY (tenant_id, place_id) REFERENCES place (tenant_id, place_id) ON DELETE CASCADE
);
CREATE INDEX place_ancestor_down ON place_ancestor (tenant_id, ancestor_id, place_id);

CREATE TABLE cost_center (
  tenant_id bigint NOT NULL, cost_center_id int NOT NULL, cost_center_code text NOT NULL, cost_center_info text NOT NULL,
  parent_cost_center_id int, created_by int, created_date timestamptz NOT NULL, modified_by int, modified_date timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, cost_center_id),
  FOREIGN KEY (tenant_id, parent_cost_center_id) REFERENCES cost_center (tenant_id, cost_center_id)
);
CREATE UNIQUE INDEX cost_center__cost_center_code ON cost_center (tenant_id, lower(cost_center_code));
CREATE INDEX cost_center_by_parent ON cost_center (tenant_id, parent_cost_center_id);

CREATE TABLE cost_center_ancestor (
  tenant_id bigint NOT NULL, cost_center_id int NOT NULL, ancestor_id int NOT NULL,
  PRIMARY KEY (tenant_id, cost_center_id, ancestor_id),
  FOREIGN KEY (tenant_id, cost_center_id) REFERENCES cost_center (tenant_id, cost_center_id) ON DELETE CASCADE
);
CREATE INDEX cost_center_ancestor_down ON cost_center_ancestor (tenant_id, ancestor_id, cost_center_id);

CREATE TABLE user_topmost_place (
  tenant_id bigint NOT NULL, user_id int NOT NULL, place_id int NOT NULL, PRIMARY KEY (tenant_id, user_id, place_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, user_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, place_id) REFERENCES place (tenant_id, place_id)
);
CREATE TABLE user_topmost_cost_center (
  tenant_id bigint NOT NULL, user_id int NOT NULL, cost_center_id int NOT NULL, PRIMARY KEY (tenant_id, user_id, cost_center_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, user_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, cost_center_id) REFERENCES cost_center (tenant_id, cost_center_id)
);

-- Commodities, vendors, rates, templates --------------------------------------------------------------------------------

CREATE TABLE commodity_category (
  tenant_id bigint NOT NULL, commodity_category_id int NOT NULL, commodity_category_info text NOT NULL, use_unit_id int,
  demand_unit_id int, PRIMARY KEY (tenant_id, commodity_category_id)
);
CREATE TABLE commodity (
  tenant_id bigint NOT NULL, commodity_id int NOT NULL, commodity_code text NOT NULL, commodity_info text NOT NULL,
  abbreviation text NOT NULL, description text, icon_code text, icon_color text, commodity_category_id int,
  use_rollup_unit_id int, demand_rollup_unit_id int, include_in_energy_reporting boolean NOT NULL,
  energy_reporting_unit_conversion_multiplier double precision, is_system_commodity boolean NOT NULL,
  PRIMARY KEY (tenant_id, commodity_id),
  FOREIGN KEY (tenant_id, commodity_category_id) REFERENCES commodity_category (tenant_id, commodity_category_id)
);
CREATE UNIQUE INDEX commodity__commodity_code ON commodity (tenant_id, lower(commodity_code));

CREATE TABLE vendor (
  tenant_id bigint NOT NULL, vendor_id int NOT NULL, vendor_code text NOT NULL, vendor_info text NOT NULL,
  vendor_description text, website text, email text, phone_number text, edi_code text, pay_days int,
  address_type_id int, line1 text, line2 text, line3 text, city text, state text, country text, postal_code text,
  latitude double precision, longitude double precision, remit_to text,
  created_by int, created_date timestamptz NOT NULL, modified_by int, modified_date timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, vendor_id)
);
CREATE UNIQUE INDEX vendor__vendor_code ON vendor (tenant_id, lower(vendor_code));

CREATE TABLE rate (
  tenant_id bigint NOT NULL, rate_id int NOT NULL, name text NOT NULL, note text, vendor_id int NOT NULL,
  commodity_id int NOT NULL, PRIMARY KEY (tenant_id, rate_id),
  FOREIGN KEY (tenant_id, vendor_id) REFERENCES vendor (tenant_id, vendor_id),
  FOREIGN KEY (tenant_id, commodity_id) REFERENCES commodity (tenant_id, commodity_id)
);
CREATE INDEX rate_by_vendor ON rate (tenant_id, vendor_id);
CREATE TABLE rate_version (
  tenant_id bigint NOT NULL, version_id int NOT NULL, rate_id int NOT NULL, begin_date timestamp NOT NULL, end_date timestamp NOT NULL,
  PRIMARY KEY (tenant_id, version_id), FOREIGN KEY (tenant_id, rate_id) REFERENCES rate (tenant_id, rate_id) ON DELETE CASCADE
);
CREATE INDEX rate_version_by_rate ON rate_version (tenant_id, rate_id);

CREATE TABLE template (
  tenant_id bigint NOT NULL, template_id int NOT NULL, template_code text NOT NULL, template_info text NOT NULL, note text,
  commodity_id int NOT NULL, use_unit_id int, demand_unit_id int, PRIMARY KEY (tenant_id, template_id),
  FOREIGN KEY (tenant_id, commodity_id) REFERENCES commodity (tenant_id, commodity_id)
);
CREATE UNIQUE INDEX template__template_code ON template (tenant_id, lower(template_code));
CREATE INDEX template_by_commodity ON template (tenant_id, commodity_id);
CREATE TABLE template_version (
  tenant_id bigint NOT NULL, version_id int NOT NULL, template_id int NOT NULL, begin_date timestamp NOT NULL, end_date timestamp NOT NULL,
  PRIMARY KEY (tenant_id, version_id), FOREIGN KEY (tenant_id, template_id) REFERENCES template (tenant_id, template_id) ON DELETE CASCADE
);
CREATE INDEX template_version_by_template ON template_version (tenant_id, template_id);
CREATE TABLE template_line (
  tenant_id bigint NOT NULL, template_line_id int NOT NULL, version_id int NOT NULL, display_order int NOT NULL, caption text NOT NULL,
  observation_type_id int NOT NULL, value_unit_id int, cost_unit_id int, is_required boolean NOT NULL,
  PRIMARY KEY (tenant_id, template_line_id),
  FOREIGN KEY (tenant_id, version_id) REFERENCES template_version (tenant_id, version_id) ON DELETE CASCADE
);
CREATE INDEX template_line_by_version ON template_line (tenant_id, version_id);

CREATE TABLE general_ledger (
  tenant_id bigint NOT NULL, general_ledger_id int NOT NULL, general_ledger_code text NOT NULL, general_ledger_info text,
  PRIMARY KEY (tenant_id, general_ledger_id)
);
CREATE UNIQUE INDEX general_ledger__general_ledger_code ON general_ledger (tenant_id, lower(general_ledger_code));

-- Accounts and meters ---------------------------------------------------------------------------------------------------

CREATE TABLE account (
  tenant_id bigint NOT NULL, account_id int NOT NULL, account_code text NOT NULL, account_info text NOT NULL, account_type_id int NOT NULL,
  cost_center_id int NOT NULL, vendor_id int NOT NULL, active boolean NOT NULL, accrual_enabled boolean NOT NULL,
  general_ledger_id int, account_description text, memo text, bill_acquisition_method text, account_code_aliases text[] NOT NULL,
  deposit_paid timestamp, deposit_return timestamp, deposit_note text, deposit_amount numeric(19, 2),
  service_start timestamp, service_end timestamp,
  address_type_id int, line1 text, line2 text, line3 text, city text, state text, country text, postal_code text,
  latitude double precision, longitude double precision,
  created_by int, created_date timestamptz NOT NULL, modified_by int, modified_date timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, account_id),
  FOREIGN KEY (tenant_id, cost_center_id) REFERENCES cost_center (tenant_id, cost_center_id),
  FOREIGN KEY (tenant_id, vendor_id) REFERENCES vendor (tenant_id, vendor_id),
  FOREIGN KEY (tenant_id, general_ledger_id) REFERENCES general_ledger (tenant_id, general_ledger_id)
);
CREATE UNIQUE INDEX account__account_code ON account (tenant_id, lower(account_code));
CREATE INDEX account_by_cost_center ON account (tenant_id, cost_center_id);
CREATE INDEX account_by_vendor ON account (tenant_id, vendor_id);

CREATE TABLE meter (
  tenant_id bigint NOT NULL, meter_id int NOT NULL, meter_code text NOT NULL, meter_info text NOT NULL, meter_type_id int NOT NULL,
  commodity_id int NOT NULL, place_id int NOT NULL, primary_use_id int, meter_time_zone_id int NOT NULL, use_unit_id int,
  demand_unit_id int, active boolean NOT NULL, bill_entry_note text, meter_description text, serial_number text,
  properties jsonb NOT NULL,
  address_type_id int, line1 text, line2 text, line3 text, city text, state text, country text, postal_code text,
  latitude double precision, longitude double precision,
  created_by int, created_date timestamptz NOT NULL, modified_by int, modified_date timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, meter_id),
  FOREIGN KEY (tenant_id, commodity_id) REFERENCES commodity (tenant_id, commodity_id),
  FOREIGN KEY (tenant_id, place_id) REFERENCES place (tenant_id, place_id),
  FOREIGN KEY (tenant_id, primary_use_id) REFERENCES primary_use (tenant_id, primary_use_id)
);
CREATE UNIQUE INDEX meter__meter_code ON meter (tenant_id, lower(meter_code));
CREATE INDEX meter_by_place ON meter (tenant_id, place_id);
CREATE INDEX meter_by_commodity ON meter (tenant_id, commodity_id);

-- A meter group holds meters for benchmarks and filters.
CREATE TABLE meter_group (
  tenant_id bigint NOT NULL, meter_group_id int NOT NULL, meter_group_code text NOT NULL, meter_group_info text NOT NULL,
  PRIMARY KEY (tenant_id, meter_group_id)
);
CREATE UNIQUE INDEX meter_group__meter_group_code ON meter_group (tenant_id, lower(meter_group_code));
CREATE TABLE meter_group_member (
  tenant_id bigint NOT NULL, meter_group_id int NOT NULL, meter_id int NOT NULL, PRIMARY KEY (tenant_id, meter_group_id, meter_id),
  FOREIGN KEY (tenant_id, meter_group_id) REFERENCES meter_group (tenant_id, meter_group_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, meter_id) REFERENCES meter (tenant_id, meter_id) ON DELETE CASCADE
);
CREATE INDEX meter_group_member_by_meter ON meter_group_member (tenant_id, meter_id);

-- meter_id null: the account-only record, which carries account-level charges.
CREATE TABLE account_meter (
  tenant_id bigint NOT NULL, account_meter_id int NOT NULL, account_id int NOT NULL, meter_id int, begin_date timestamp NOT NULL,
  end_date timestamp NOT NULL, general_ledger_id int, vendor_type_id int, deregulated boolean NOT NULL,
  PRIMARY KEY (tenant_id, account_meter_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, meter_id) REFERENCES meter (tenant_id, meter_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, general_ledger_id) REFERENCES general_ledger (tenant_id, general_ledger_id)
);
CREATE INDEX account_meter_by_account ON account_meter (tenant_id, account_id);
CREATE INDEX account_meter_by_meter ON account_meter (tenant_id, meter_id);

CREATE TABLE account_meter_rate (
  tenant_id bigint NOT NULL, account_meter_rate_id int NOT NULL, account_meter_id int NOT NULL, start_date timestamp NOT NULL, end_date timestamp NOT NULL, rate_id int NOT NULL,
  PRIMARY KEY (tenant_id, account_meter_rate_id),
  FOREIGN KEY (tenant_id, account_meter_id) REFERENCES account_meter (tenant_id, account_meter_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, rate_id) REFERENCES rate (tenant_id, rate_id)
);
CREATE UNIQUE INDEX account_meter_rate__start_date ON account_meter_rate (tenant_id, account_meter_id, start_date);
CREATE INDEX account_meter_rate_by_rate ON account_meter_rate (tenant_id, rate_id);
CREATE TABLE form_template (
  tenant_id bigint NOT NULL, form_template_id int NOT NULL, account_meter_id int NOT NULL, template_id int NOT NULL,
  begin_date timestamp NOT NULL, end_date timestamp NOT NULL, PRIMARY KEY (tenant_id, form_template_id),
  FOREIGN KEY (tenant_id, account_meter_id) REFERENCES account_meter (tenant_id, account_meter_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, template_id) REFERENCES template (tenant_id, template_id)
);
CREATE UNIQUE INDEX form_template__begin_date ON form_template (tenant_id, account_meter_id, begin_date);

-- Bills -----------------------------------------------------------------------------------------------------------------

CREATE TABLE batch (
  tenant_id bigint NOT NULL, batch_id int NOT NULL, batch_code text NOT NULL, batch_status text NOT NULL
    CHECK (batch_status IN ('open', 'pending', 'closed')),
  start_date timestamptz NOT NULL, end_date timestamptz, statement_date timestamp, due_date timestamp, next_reading timestamp,
  control_code text, invoice_number text, account_period_number int, account_period_year int, note text, created_by int NOT NULL,
  has_imported_bills boolean NOT NULL, PRIMARY KEY (tenant_id, batch_id)
);
CREATE INDEX batch_open ON batch (tenant_id, created_by) WHERE batch_status = 'open';

CREATE TABLE bill (
  tenant_id bigint NOT NULL, bill_id int NOT NULL, batch_id int NOT NULL, account_id int NOT NULL, begin_date timestamp NOT NULL,
  end_date timestamp NOT NULL, billing_period int NOT NULL, account_period int, total_cost numeric(19, 2) NOT NULL,
  estimated boolean NOT NULL, observation_method_id int NOT NULL, statement_date timestamp, due_date timestamp, next_reading timestamp,
  control_code text, invoice_number text, bill_note text, from_vendor boolean NOT NULL, import_key text,
  created_by int, created_date timestamptz NOT NULL, modified_by int, modified_date timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, bill_id),
  FOREIGN KEY (tenant_id, batch_id) REFERENCES batch (tenant_id, batch_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, account_id)
);
CREATE INDEX bill_by_account ON bill (tenant_id, account_id, begin_date);
CREATE INDEX bill_by_batch ON bill (tenant_id, batch_id);
-- What was imported once is recognized when it comes again.
CREATE UNIQUE INDEX bill__import_key ON bill (tenant_id, import_key) WHERE import_key IS NOT NULL;

-- meter_id null: an account-level line.
CREATE TABLE body_line (
  tenant_id bigint NOT NULL, body_line_id int NOT NULL, bill_id int NOT NULL, meter_id int, display_order int NOT NULL,
  observation_type_id int NOT NULL, caption text NOT NULL, value double precision, value_unit_id int, cost numeric(19, 2), cost_unit_id int,
  PRIMARY KEY (tenant_id, body_line_id),
  FOREIGN KEY (tenant_id, bill_id) REFERENCES bill (tenant_id, bill_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, meter_id) REFERENCES meter (tenant_id, meter_id)
);
CREATE INDEX body_line_by_bill ON body_line (tenant_id, bill_id);
CREATE INDEX body_line_by_meter ON body_line (tenant_id, meter_id) WHERE meter_id IS NOT NULL;
