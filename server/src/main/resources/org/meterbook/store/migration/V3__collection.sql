-- Collection with the customer's consent, its jobs, its messages, and the way into the books.

-- Work to be done later, once, also after a crash. A lease says who is at it; one job per kind and subject.
CREATE TABLE job (
  tenant_id bigint NOT NULL, job_id int NOT NULL, kind text NOT NULL, subject_id int NOT NULL, due timestamptz NOT NULL,
  attempts int NOT NULL DEFAULT 0, first_tried timestamptz, lease text, leased_until timestamptz, PRIMARY KEY (tenant_id, job_id)
);
CREATE UNIQUE INDEX job__kind ON job (tenant_id, kind, subject_id);
CREATE INDEX job_due ON job (tenant_id, due);

-- Found before the datasource is known: by the path of the consent page, and by the token of a caller.
CREATE TABLE portal (portal text PRIMARY KEY, tenant_id bigint NOT NULL, collection_template_id int NOT NULL);
COMMENT ON TABLE portal IS 'shared';
CREATE TABLE collection_token (
  token_hash bytea PRIMARY KEY, tenant_id bigint NOT NULL, user_id int NOT NULL, name text NOT NULL, created timestamptz NOT NULL,
  expires timestamptz NOT NULL
);
CREATE INDEX collection_token_tenant ON collection_token (tenant_id);
COMMENT ON TABLE collection_token IS 'shared';

CREATE TABLE collection_template (
  tenant_id bigint NOT NULL, collection_template_id int NOT NULL, created timestamptz NOT NULL, updated timestamptz NOT NULL, user_id int NOT NULL,
  disabled boolean NOT NULL DEFAULT false, portal text NOT NULL, redirect_uris text[] NOT NULL DEFAULT '{}', company_logo text,
  company_name text NOT NULL, company_email text NOT NULL, PRIMARY KEY (tenant_id, collection_template_id)
);

CREATE TABLE collection_form (
  tenant_id bigint NOT NULL, collection_form_id int NOT NULL, created timestamptz NOT NULL, updated timestamptz NOT NULL, user_id int NOT NULL,
  collection_template_id int NOT NULL, collection_authorization_id int, is_archived boolean NOT NULL DEFAULT false,
  disabled boolean NOT NULL DEFAULT false, code text NOT NULL, customer_email text, utility text, scope json NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, collection_form_id),
  FOREIGN KEY (tenant_id, collection_template_id) REFERENCES collection_template
);
CREATE INDEX collection_form_created ON collection_form (tenant_id, created, collection_form_id);
CREATE UNIQUE INDEX collection_form__code ON collection_form (tenant_id, code);

-- status: pending, updated, errored. is_booked: the bridge books what is collected under it.
CREATE TABLE collection_authorization (
  tenant_id bigint NOT NULL, collection_authorization_id int NOT NULL, created timestamptz NOT NULL, user_id int NOT NULL,
  collection_template_id int NOT NULL, collection_form_id int, utility text NOT NULL, customer_email text NOT NULL,
  declined timestamptz, expires timestamptz, expires_preset text, expiry_told boolean NOT NULL DEFAULT false, expired_told boolean NOT NULL DEFAULT false,
  scope json NOT NULL DEFAULT '{}', ongoing_end timestamptz, is_archived boolean NOT NULL DEFAULT false, is_test boolean NOT NULL DEFAULT false,
  nickname text, revoked timestamptz, status text NOT NULL CHECK (status IN ('pending', 'updated', 'errored')),
  status_message text NOT NULL, status_ts timestamptz NOT NULL, notes json NOT NULL DEFAULT '[]', referrals text[] NOT NULL DEFAULT '{}',
  receipt_hash bytea, is_booked boolean NOT NULL DEFAULT true, PRIMARY KEY (tenant_id, collection_authorization_id),
  FOREIGN KEY (tenant_id, collection_template_id) REFERENCES collection_template
);
CREATE INDEX collection_authorization_created ON collection_authorization (tenant_id, created, collection_authorization_id);
CREATE INDEX collection_authorization_form ON collection_authorization (tenant_id, collection_form_id);
CREATE INDEX collection_authorization_receipt ON collection_authorization (tenant_id, receipt_hash);
CREATE INDEX collection_authorization_referrals ON collection_authorization USING gin (referrals);

-- Sealed under a key that is not in the database; gone on revocation and expiry. Never in the change log.
CREATE TABLE collection_credential (
  tenant_id bigint NOT NULL, collection_authorization_id int NOT NULL, sealed bytea NOT NULL,
  PRIMARY KEY (tenant_id, collection_authorization_id),
  FOREIGN KEY (tenant_id, collection_authorization_id) REFERENCES collection_authorization ON DELETE CASCADE
);

-- frequency: off, daily, weekly, monthly. base and further_blocks as the utility says them; the counts and coverages of what is stored.
CREATE TABLE collection_meter (
  tenant_id bigint NOT NULL, collection_meter_id int NOT NULL, collection_authorization_id int NOT NULL, created timestamptz NOT NULL,
  utility_key text NOT NULL, zone text NOT NULL, is_archived boolean NOT NULL DEFAULT false, is_activated boolean NOT NULL DEFAULT false,
  status text NOT NULL CHECK (status IN ('pending', 'updated', 'errored')), status_message text NOT NULL, status_ts timestamptz NOT NULL,
  notes json NOT NULL DEFAULT '[]', frequency text NOT NULL DEFAULT 'off', fixed_refresh_day int, monitored_since timestamptz,
  next_refresh timestamptz, base json NOT NULL, further_blocks json NOT NULL DEFAULT '{}',
  bill_count int NOT NULL DEFAULT 0, bill_coverage json NOT NULL DEFAULT '[]', bill_sources json NOT NULL DEFAULT '[]',
  interval_count bigint NOT NULL DEFAULT 0, interval_coverage json NOT NULL DEFAULT '[]', interval_sources json NOT NULL DEFAULT '[]',
  PRIMARY KEY (tenant_id, collection_meter_id),
  FOREIGN KEY (tenant_id, collection_authorization_id) REFERENCES collection_authorization ON DELETE CASCADE
);
CREATE UNIQUE INDEX collection_meter__utility_key ON collection_meter (tenant_id, collection_authorization_id, utility_key);
CREATE INDEX collection_meter_created ON collection_meter (tenant_id, created, collection_meter_id);

-- What a customer or a utility gave as a file: bills as PDF, Green Button, CSV.
CREATE TABLE collection_document (
  tenant_id bigint NOT NULL, collection_document_id int NOT NULL, collection_authorization_id int NOT NULL, created timestamptz NOT NULL,
  name text NOT NULL, media text NOT NULL, digest bytea NOT NULL, bytes bytea NOT NULL, PRIMARY KEY (tenant_id, collection_document_id),
  FOREIGN KEY (tenant_id, collection_authorization_id) REFERENCES collection_authorization ON DELETE CASCADE
);
-- PDFs are compressed already.
ALTER TABLE collection_document ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE INDEX collection_document_digest ON collection_document (tenant_id, collection_authorization_id, digest);

-- blocks: all blocks of the answer by name, base among them. utility_key tells a corrected bill from a new one.
CREATE TABLE collection_bill (
  tenant_id bigint NOT NULL, collection_bill_id int NOT NULL, collection_meter_id int NOT NULL, collection_authorization_id int NOT NULL,
  created timestamptz NOT NULL, updated timestamptz NOT NULL, utility_key text NOT NULL, revision text NOT NULL, fingerprint text NOT NULL, version int NOT NULL DEFAULT 1,
  begins timestamptz NOT NULL, ends timestamptz NOT NULL, notes json NOT NULL DEFAULT '[]', blocks json NOT NULL,
  collection_document_id int, PRIMARY KEY (tenant_id, collection_bill_id),
  FOREIGN KEY (tenant_id, collection_meter_id) REFERENCES collection_meter ON DELETE CASCADE
);
CREATE UNIQUE INDEX collection_bill__utility_key ON collection_bill (tenant_id, collection_meter_id, utility_key);
CREATE INDEX collection_bill_begins ON collection_bill (tenant_id, collection_meter_id, begins);
CREATE INDEX collection_bill_authorization ON collection_bill (tenant_id, collection_authorization_id, begins);

-- The readings of a meter's local day: one array for each kind of data point, a place for each interval of the day, NaN for a gap.
-- kinds: fwd, rev, net, gen, max, in the order of the rows of readings.
CREATE TABLE collection_interval (
  tenant_id bigint NOT NULL, collection_interval_id int NOT NULL, collection_meter_id int NOT NULL, collection_authorization_id int NOT NULL,
  created timestamptz NOT NULL, updated timestamptz NOT NULL, day date NOT NULL, begins timestamptz NOT NULL, ends timestamptz NOT NULL,
  seconds int NOT NULL, unit text NOT NULL, kinds text[] NOT NULL, readings float8[] NOT NULL, reading_count int NOT NULL, source text NOT NULL,
  quality text NOT NULL, notes json NOT NULL DEFAULT '[]', PRIMARY KEY (tenant_id, collection_interval_id),
  FOREIGN KEY (tenant_id, collection_meter_id) REFERENCES collection_meter ON DELETE CASCADE
);
CREATE UNIQUE INDEX collection_interval__day ON collection_interval (tenant_id, collection_meter_id, day);
CREATE INDEX collection_interval_authorization ON collection_interval (tenant_id, collection_authorization_id, begins);

-- One collection of a meter, from its request to its end; what is charged is charged to it, once.
CREATE TABLE collection_run (
  tenant_id bigint NOT NULL, collection_run_id int NOT NULL, collection_meter_id int NOT NULL, kind text NOT NULL CHECK (kind IN ('historical', 'monitoring')),
  started timestamptz NOT NULL, ended timestamptz, months int NOT NULL, begins date NOT NULL, bills_found int NOT NULL DEFAULT 0,
  intervals_found int NOT NULL DEFAULT 0, progress_told boolean NOT NULL DEFAULT false, outcome text, PRIMARY KEY (tenant_id, collection_run_id)
);
CREATE INDEX collection_run_meter ON collection_run (tenant_id, collection_meter_id, started);

-- Accounting: the utility's accounts and their statements, blocks as answered.
CREATE TABLE collection_billing_account (
  tenant_id bigint NOT NULL, collection_billing_account_id int NOT NULL, collection_authorization_id int NOT NULL, created timestamptz NOT NULL,
  utility_key text NOT NULL, notes json NOT NULL DEFAULT '[]', blocks json NOT NULL, PRIMARY KEY (tenant_id, collection_billing_account_id),
  FOREIGN KEY (tenant_id, collection_authorization_id) REFERENCES collection_authorization ON DELETE CASCADE
);
CREATE UNIQUE INDEX collection_billing_account__utility_key ON collection_billing_account (tenant_id, collection_authorization_id, utility_key);
CREATE TABLE collection_billing_summary (
  tenant_id bigint NOT NULL, collection_billing_summary_id int NOT NULL, collection_billing_account_id int NOT NULL, collection_authorization_id int NOT NULL,
  created timestamptz NOT NULL, statement_date date NOT NULL, meter_ids int[] NOT NULL DEFAULT '{}', notes json NOT NULL DEFAULT '[]', blocks json NOT NULL,
  PRIMARY KEY (tenant_id, collection_billing_summary_id),
  FOREIGN KEY (tenant_id, collection_billing_account_id) REFERENCES collection_billing_account ON DELETE CASCADE
);
CREATE UNIQUE INDEX collection_billing_summary__statement_date ON collection_billing_summary (tenant_id, collection_billing_account_id, statement_date);

CREATE INDEX collection_billing_summary_created ON collection_billing_summary (tenant_id, created, collection_billing_summary_id);

-- Files that were dropped, and what became of them: read, pending_manual, refused.
CREATE TABLE collection_inbox (
  tenant_id bigint NOT NULL, collection_inbox_id int NOT NULL, collection_authorization_id int NOT NULL, collection_document_id int NOT NULL,
  created timestamptz NOT NULL, way text NOT NULL, status text NOT NULL CHECK (status IN ('waiting', 'read', 'pending_manual', 'refused')),
  reason text, PRIMARY KEY (tenant_id, collection_inbox_id),
  FOREIGN KEY (tenant_id, collection_authorization_id) REFERENCES collection_authorization ON DELETE CASCADE
);

CREATE INDEX collection_inbox_authorization ON collection_inbox (tenant_id, collection_authorization_id);

-- What was told. One row per occurrence and endpoint; without an endpoint one row that waits to be asked for.
CREATE TABLE webhook_endpoint (
  tenant_id bigint NOT NULL, webhook_endpoint_id int NOT NULL, created timestamptz NOT NULL, url text NOT NULL, types text[] NOT NULL DEFAULT '{}',
  disabled boolean NOT NULL DEFAULT false, PRIMARY KEY (tenant_id, webhook_endpoint_id)
);
CREATE TABLE webhook_secret (
  tenant_id bigint NOT NULL, webhook_endpoint_id int NOT NULL, sealed bytea NOT NULL, PRIMARY KEY (tenant_id, webhook_endpoint_id),
  FOREIGN KEY (tenant_id, webhook_endpoint_id) REFERENCES webhook_endpoint ON DELETE CASCADE
);
CREATE TABLE collection_event (
  tenant_id bigint NOT NULL, collection_event_id int NOT NULL, type text NOT NULL, ts timestamptz NOT NULL, webhook_endpoint_id int, target text,
  collection_form_id int, collection_authorization_id int, collection_meter_id int, is_delivered boolean NOT NULL DEFAULT false,
  delivered timestamptz, attempts int NOT NULL DEFAULT 0, last_status text, next_try timestamptz, give_up timestamptz,
  PRIMARY KEY (tenant_id, collection_event_id)
);
CREATE INDEX collection_event_ts ON collection_event (tenant_id, ts, collection_event_id);
CREATE INDEX collection_event_next_try ON collection_event (tenant_id, webhook_endpoint_id, next_try) WHERE next_try IS NOT NULL;
CREATE TABLE mail_address (
  tenant_id bigint NOT NULL, mail_address_id int NOT NULL, address text NOT NULL, types text[] NOT NULL DEFAULT '{}', PRIMARY KEY (tenant_id, mail_address_id)
);
CREATE TABLE mail_message (
  tenant_id bigint NOT NULL, mail_message_id int NOT NULL, created timestamptz NOT NULL, recipient text NOT NULL, subject text NOT NULL, body text NOT NULL,
  next_try timestamptz, sent timestamptz, attempts int NOT NULL DEFAULT 0, PRIMARY KEY (tenant_id, mail_message_id)
);
CREATE INDEX mail_message_next_try ON mail_message (tenant_id, next_try) WHERE next_try IS NOT NULL;

-- Prepaid: plan is unmetered, pay_as_you_go, prepaid_50, prepaid_250, prepaid_1000 or prepaid_3000. The balance is the sum of the entries.
CREATE TABLE prepaid_account (
  tenant_id bigint NOT NULL, prepaid_account_id int NOT NULL, plan text NOT NULL, balance numeric(12, 2) NOT NULL, PRIMARY KEY (tenant_id, prepaid_account_id)
);
CREATE TABLE prepaid_entry (
  tenant_id bigint NOT NULL, prepaid_entry_id int NOT NULL, ts timestamptz NOT NULL, kind text NOT NULL, amount numeric(12, 2) NOT NULL,
  collection_run_id int, collection_meter_id int, description text NOT NULL, PRIMARY KEY (tenant_id, prepaid_entry_id)
);
CREATE INDEX prepaid_entry_ts ON prepaid_entry (tenant_id, ts);
CREATE INDEX prepaid_entry_meter ON prepaid_entry (tenant_id, collection_meter_id, ts);
CREATE INDEX prepaid_entry_run ON prepaid_entry (tenant_id, collection_run_id);

-- From what was collected into the books. rules: the ways of finding a meter, in order, and what to do where none finds one.
CREATE TABLE bridge_setting (
  tenant_id bigint NOT NULL, bridge_setting_id int NOT NULL, rules jsonb NOT NULL, PRIMARY KEY (tenant_id, bridge_setting_id)
);
CREATE TABLE bridge_meter (
  tenant_id bigint NOT NULL, bridge_meter_id int NOT NULL, status text NOT NULL CHECK (status IN ('linked', 'asking', 'ignored')),
  account_id int, meter_id int, readings_until timestamptz, reason text NOT NULL, PRIMARY KEY (tenant_id, bridge_meter_id)
);
CREATE TABLE bridge_bill (
  tenant_id bigint NOT NULL, bridge_bill_id int NOT NULL, collection_meter_id int NOT NULL, bill_id int, version int NOT NULL,
  status text NOT NULL CHECK (status IN ('booked', 'refused')), reason text, booked timestamptz, PRIMARY KEY (tenant_id, bridge_bill_id)
);
CREATE INDEX bridge_bill_meter ON bridge_bill (tenant_id, collection_meter_id);
CREATE INDEX bridge_meter_meter ON bridge_meter (tenant_id, meter_id);
CREATE INDEX meter_serial_number ON meter (tenant_id, serial_number) WHERE serial_number IS NOT NULL;
CREATE INDEX bridge_bill_bill ON bridge_bill (tenant_id, bill_id);
