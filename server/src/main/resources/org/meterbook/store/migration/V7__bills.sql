-- The life of a bill after it came in. What was exported for payment (ap) or to the general ledger (gl) names its export.
CREATE TABLE bill_export (
  tenant_id bigint NOT NULL, bill_export_id int NOT NULL, export_guid text NOT NULL, export_mode text NOT NULL
    CHECK (export_mode IN ('ap', 'gl', 'payment')),
  file_name text, note text, bill_count int NOT NULL, total_cost numeric(19, 2) NOT NULL, created_by int, created_date timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, bill_export_id)
);
CREATE UNIQUE INDEX bill_export__export_guid ON bill_export (tenant_id, export_guid);

ALTER TABLE bill
  ADD void boolean NOT NULL DEFAULT false,
  ADD approved boolean NOT NULL DEFAULT false, ADD approved_by int, ADD approve_date timestamptz,
  ADD export_hold boolean NOT NULL DEFAULT false,
  ADD ap_export_id int, ADD gl_export_id int,
  ADD check_number text, ADD check_date timestamp, ADD pay_status text, ADD cleared_date timestamp,
  ADD reversed_bill_id int, ADD edited_by int,
  ADD excluded_from_accruals boolean NOT NULL DEFAULT false,
  ADD FOREIGN KEY (tenant_id, ap_export_id) REFERENCES bill_export (tenant_id, bill_export_id),
  ADD FOREIGN KEY (tenant_id, gl_export_id) REFERENCES bill_export (tenant_id, bill_export_id),
  ADD FOREIGN KEY (tenant_id, reversed_bill_id) REFERENCES bill (tenant_id, bill_id);
CREATE INDEX bill_by_ap_export ON bill (tenant_id, ap_export_id) WHERE ap_export_id IS NOT NULL;
CREATE INDEX bill_by_gl_export ON bill (tenant_id, gl_export_id) WHERE gl_export_id IS NOT NULL;
CREATE INDEX bill_by_total_cost ON bill (tenant_id, total_cost);
CREATE UNIQUE INDEX bill__reversed_bill_id ON bill (tenant_id, reversed_bill_id) WHERE reversed_bill_id IS NOT NULL;
UPDATE bill b SET void = true FROM batch p WHERE p.tenant_id = b.tenant_id AND p.batch_id = b.batch_id AND p.batch_status = 'pending';

-- The factor of a unit is written as a number or as a fraction of two.
CREATE VIEW unit_size AS
  SELECT unit_id, unit_type_id, CASE WHEN strpos(factor, '/') > 0
    THEN split_part(factor, '/', 1)::double precision / split_part(factor, '/', 2)::double precision
    ELSE nullif(factor, '')::double precision END AS multiplier
  FROM unit;
COMMENT ON VIEW unit_size IS 'shared';

-- What a bill says of each of its meters: one row for a bill and a meter, rewritten with the bill's lines.
CREATE TABLE bill_account_meter (
  tenant_id bigint NOT NULL, bill_account_meter_id int NOT NULL, bill_id int NOT NULL, account_id int NOT NULL, meter_id int NOT NULL,
  begin_date timestamp NOT NULL, end_date timestamp NOT NULL, billing_period int NOT NULL,
  native_use double precision, use_unit_id int, billed_demand double precision, actual_demand double precision, demand_unit_id int,
  direct_cost numeric(19, 2) NOT NULL, proportional_cost numeric(19, 2) NOT NULL, cost_unit_id int,
  PRIMARY KEY (tenant_id, bill_account_meter_id),
  FOREIGN KEY (tenant_id, bill_id) REFERENCES bill (tenant_id, bill_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, meter_id) REFERENCES meter (tenant_id, meter_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX bill_account_meter__meter_id ON bill_account_meter (tenant_id, bill_id, meter_id);
CREATE INDEX bill_account_meter_by_meter ON bill_account_meter (tenant_id, meter_id, begin_date);

-- How those rows are computed from the lines. A credit lowers whatever its sign, but raises on a bill that reverses another. A row has the id of its first line. Use is what was taken less what was given back, in the
-- meter's unit, or in the lines' own where that cannot be. Account charges go to the meters by cost, a credit counting as nothing, or evenly where there is none; the
-- differences of rounded running sums add up to the charge to the cent.
CREATE VIEW bill_account_meter_sum AS
  WITH line AS (
    SELECT l.tenant_id, l.bill_id, l.meter_id, l.body_line_id, b.credit_sign, t.noun_code, t.credit, l.value, l.value_unit_id, l.cost_unit_id,
      CASE t.credit WHEN 1 THEN b.credit_sign * abs(l.cost) WHEN 2 THEN l.cost END AS cost,
      CASE t.credit WHEN 1 THEN b.credit_sign * abs(l.value) WHEN 2 THEN l.value END AS used,
      CASE WHEN t.noun_code = 'USE' THEN m.use_unit_id ELSE m.demand_unit_id END AS unit_id,
      CASE WHEN l.value_unit_id = n.unit_id THEN 1 WHEN u.unit_type_id = n.unit_type_id THEN u.multiplier / n.multiplier END AS multiplier
    FROM body_line l
    JOIN (SELECT tenant_id, bill_id, CASE WHEN reversed_bill_id IS NULL THEN -1 ELSE 1 END AS credit_sign FROM bill) b
      ON b.tenant_id = l.tenant_id AND b.bill_id = l.bill_id
    JOIN observation_type t ON t.observation_type_id = l.observation_type_id
    JOIN meter m ON m.tenant_id = l.tenant_id AND m.meter_id = l.meter_id
    LEFT JOIN unit_size u ON u.unit_id = l.value_unit_id
    LEFT JOIN unit_size n ON n.unit_id = CASE WHEN t.noun_code = 'USE' THEN m.use_unit_id ELSE m.demand_unit_id END
  ), meter_sum AS (
    SELECT tenant_id, bill_id, meter_id, min(body_line_id) AS id, min(credit_sign) AS credit_sign,
      CASE WHEN bool_and(multiplier IS NOT NULL) FILTER (WHERE noun_code = 'USE' AND used IS NOT NULL)
        THEN sum(used * multiplier) FILTER (WHERE noun_code = 'USE')
        WHEN min(value_unit_id) FILTER (WHERE noun_code = 'USE' AND used IS NOT NULL)
          = max(value_unit_id) FILTER (WHERE noun_code = 'USE' AND used IS NOT NULL)
        THEN sum(used) FILTER (WHERE noun_code = 'USE') END AS native_use,
      CASE WHEN bool_and(multiplier IS NOT NULL) FILTER (WHERE noun_code = 'USE' AND used IS NOT NULL)
        THEN min(unit_id) FILTER (WHERE noun_code = 'USE')
        ELSE min(value_unit_id) FILTER (WHERE noun_code = 'USE' AND used IS NOT NULL) END AS use_unit_id,
      max(value * multiplier) FILTER (WHERE noun_code = 'DEMAND') AS billed_demand,
      max(value * multiplier) FILTER (WHERE noun_code = 'ACTUALDEMAND') AS actual_demand,
      min(unit_id) FILTER (WHERE noun_code IN ('DEMAND', 'ACTUALDEMAND') AND multiplier IS NOT NULL) AS demand_unit_id,
      coalesce(sum(cost), 0) AS direct_cost, min(cost_unit_id) AS cost_unit_id
    FROM line GROUP BY tenant_id, bill_id, meter_id
  ), weighed AS (
    SELECT s.*, CASE WHEN sum(greatest(-s.credit_sign * s.direct_cost, 0)) OVER w = 0 THEN 1
      ELSE greatest(-s.credit_sign * s.direct_cost, 0) END AS weight
    FROM meter_sum s WINDOW w AS (PARTITION BY s.tenant_id, s.bill_id)
  ), running AS (
    SELECT w.*, sum(w.weight) OVER (PARTITION BY w.tenant_id, w.bill_id ORDER BY w.id) AS running,
      sum(w.weight) OVER (PARTITION BY w.tenant_id, w.bill_id) AS whole
    FROM weighed w
  ), charged AS (
    SELECT r.*, coalesce((SELECT sum(CASE t.credit WHEN 1 THEN CASE WHEN b.reversed_bill_id IS NULL THEN -1 ELSE 1 END * abs(l.cost)
        WHEN 2 THEN l.cost END) FROM body_line l
      JOIN bill b ON b.tenant_id = l.tenant_id AND b.bill_id = l.bill_id
      JOIN observation_type t ON t.observation_type_id = l.observation_type_id
      WHERE l.tenant_id = r.tenant_id AND l.bill_id = r.bill_id AND l.meter_id IS NULL), 0) AS charge
    FROM running r
  )
  SELECT c.tenant_id, c.id AS bill_account_meter_id, c.bill_id, b.account_id, c.meter_id, b.begin_date, b.end_date, b.billing_period,
    c.native_use, c.use_unit_id, c.billed_demand, c.actual_demand, c.demand_unit_id, c.direct_cost,
    c.direct_cost + round(c.charge * c.running / c.whole, 2) - round(c.charge * (c.running - c.weight) / c.whole, 2) AS proportional_cost,
    c.cost_unit_id
  FROM charged c JOIN bill b ON b.tenant_id = c.tenant_id AND b.bill_id = c.bill_id;
INSERT INTO bill_account_meter SELECT * FROM bill_account_meter_sum;

-- Bills that were moved out of a batch or into it.
CREATE TABLE batch_log (
  tenant_id bigint NOT NULL, batch_log_id int NOT NULL, batch_id int NOT NULL, description text NOT NULL, bill_count int NOT NULL,
  created_by int, created_date timestamptz NOT NULL, PRIMARY KEY (tenant_id, batch_log_id),
  FOREIGN KEY (tenant_id, batch_id) REFERENCES batch (tenant_id, batch_id) ON DELETE CASCADE
);
CREATE INDEX batch_log_by_batch ON batch_log (tenant_id, batch_id);

-- Who opened it last, where that was not who made it: it takes that user's bills.
ALTER TABLE batch ADD opened_by int;

-- How bills go through entry, approval and export.
ALTER TABLE setting ADD workflow jsonb NOT NULL DEFAULT '{}';
