-- Interval data. One row per channel and day: a reading costs eight bytes and a day one index entry.

-- Shared catalogues -----------------------------------------------------------------------------------------------------

-- How readings of a type are put together: 'sum', 'average' or 'maximum'.
ALTER TABLE observation_type ADD COLUMN summary_method text;

CREATE TABLE observation_rule (
  observation_rule_id int PRIMARY KEY, observation_rule_code text NOT NULL, observation_rule_info text NOT NULL
);
COMMENT ON TABLE observation_rule IS 'shared';
CREATE TABLE manufacturer (manufacturer_id int PRIMARY KEY, manufacturer_code text NOT NULL, manufacturer_info text NOT NULL);
COMMENT ON TABLE manufacturer IS 'shared';

-- Reading routes --------------------------------------------------------------------------------------------------------

CREATE TABLE route (
  tenant_id bigint NOT NULL, route_id int NOT NULL, route_code text NOT NULL, route_info text NOT NULL,
  PRIMARY KEY (tenant_id, route_id)
);
CREATE UNIQUE INDEX route__route_info ON route (tenant_id, lower(route_info));

-- A meter is on one route at most.
ALTER TABLE meter ADD COLUMN route_id int;
ALTER TABLE meter ADD COLUMN route_order int;
ALTER TABLE meter ADD COLUMN meter_import_id text;
ALTER TABLE meter ADD COLUMN data_point_id int;
ALTER TABLE meter ADD FOREIGN KEY (tenant_id, route_id) REFERENCES route (tenant_id, route_id);
CREATE INDEX meter_by_route ON meter (tenant_id, route_id, route_order) WHERE route_id IS NOT NULL;
CREATE UNIQUE INDEX meter__meter_import_id ON meter (tenant_id, meter_import_id) WHERE meter_import_id IS NOT NULL;

-- Places: sizes and opening hours -----------------------------------------------------------------------------------------

-- calculate_area: the size is the sum of the places below.
ALTER TABLE place ADD COLUMN calculate_area boolean NOT NULL DEFAULT false;
CREATE TABLE place_size (
  tenant_id bigint NOT NULL, place_size_id int NOT NULL, place_id int NOT NULL, begin_date timestamp NOT NULL,
  end_date timestamp NOT NULL, value int NOT NULL, unit_id int NOT NULL, PRIMARY KEY (tenant_id, place_size_id),
  FOREIGN KEY (tenant_id, place_id) REFERENCES place (tenant_id, place_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX place_size__begin_date ON place_size (tenant_id, place_id, begin_date);
CREATE TABLE schedule (
  tenant_id bigint NOT NULL, schedule_id int NOT NULL, place_id int NOT NULL, schedule_info text NOT NULL, schedule_days jsonb NOT NULL,
  created_by int, created_date timestamptz NOT NULL, modified_by int, modified_date timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, schedule_id),
  FOREIGN KEY (tenant_id, place_id) REFERENCES place (tenant_id, place_id) ON DELETE CASCADE
);
CREATE INDEX schedule_by_place ON schedule (tenant_id, place_id);

-- Data points and channels ----------------------------------------------------------------------------------------------

CREATE TABLE data_point (
  tenant_id bigint NOT NULL, data_point_id int NOT NULL, data_point_code text NOT NULL, data_point_info text NOT NULL,
  data_point_description text, active boolean NOT NULL, commodity_id int NOT NULL, place_id int NOT NULL,
  data_point_time_zone_id int NOT NULL, import_id text, latitude_override double precision, longitude_override double precision,
  manufacturer_id int, model text, serial_number text,
  created_by int, created_date timestamptz NOT NULL, modified_by int, modified_date timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, data_point_id),
  FOREIGN KEY (tenant_id, commodity_id) REFERENCES commodity (tenant_id, commodity_id),
  FOREIGN KEY (tenant_id, place_id) REFERENCES place (tenant_id, place_id)
);
CREATE UNIQUE INDEX data_point__data_point_code ON data_point (tenant_id, lower(data_point_code));
CREATE UNIQUE INDEX data_point__import_id ON data_point (tenant_id, import_id) WHERE import_id IS NOT NULL;
CREATE INDEX data_point_by_place ON data_point (tenant_id, place_id);

ALTER TABLE meter ADD FOREIGN KEY (tenant_id, data_point_id) REFERENCES data_point (tenant_id, data_point_id);

-- A channel belongs to a meter or to a data point; that one's time zone is its own.
CREATE TABLE channel (
  tenant_id bigint NOT NULL, channel_id int NOT NULL, meter_id int, data_point_id int, channel_info text,
  channel_description text, channel_import_id text, observation_type_id int NOT NULL, interval_minutes int NOT NULL,
  is_calculated boolean NOT NULL, is_primary_value boolean NOT NULL, is_primary_demand boolean NOT NULL,
  created_by int, created_date timestamptz NOT NULL, modified_by int, modified_date timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, channel_id), CHECK (num_nonnulls(meter_id, data_point_id) = 1),
  FOREIGN KEY (tenant_id, meter_id) REFERENCES meter (tenant_id, meter_id),
  FOREIGN KEY (tenant_id, data_point_id) REFERENCES data_point (tenant_id, data_point_id)
);
CREATE INDEX channel_by_meter ON channel (tenant_id, meter_id);
CREATE INDEX channel_by_data_point ON channel (tenant_id, data_point_id);
CREATE UNIQUE INDEX channel__channel_import_id ON channel (tenant_id, channel_import_id) WHERE channel_import_id IS NOT NULL;

-- Settings for a span of time: from begin_date (a wall clock's time in the channel's zone; exclusive; the first has none)
-- to the next one's (inclusive).
CREATE TABLE channel_version (
  tenant_id bigint NOT NULL, channel_version_id int NOT NULL, channel_id int NOT NULL, begin_date timestamp,
  multiplier double precision NOT NULL, unit_id int NOT NULL, observation_rule_id int NOT NULL,
  maximum_reading double precision, minimum_reading double precision, value_offset double precision,
  rollover_value double precision, rollback_allowance double precision, is_value_positive boolean NOT NULL, formula text,
  PRIMARY KEY (tenant_id, channel_version_id),
  FOREIGN KEY (tenant_id, channel_id) REFERENCES channel (tenant_id, channel_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX channel_version__begin_date ON channel_version (tenant_id, channel_id, begin_date) NULLS NOT DISTINCT;

-- What a calculated channel is calculated from.
CREATE TABLE channel_input (
  tenant_id bigint NOT NULL, channel_id int NOT NULL, input_id int NOT NULL, PRIMARY KEY (tenant_id, channel_id, input_id),
  FOREIGN KEY (tenant_id, channel_id) REFERENCES channel (tenant_id, channel_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, input_id) REFERENCES channel (tenant_id, channel_id)
);
CREATE INDEX channel_input_by_input ON channel_input (tenant_id, input_id);

-- Readings --------------------------------------------------------------------------------------------------------------

-- Where readings came from: who, how, and the unit they were sent in, if it was not the channel's.
CREATE TABLE reading_source (
  tenant_id bigint NOT NULL, reading_source_id int NOT NULL, creation_method text NOT NULL
    CHECK (creation_method IN ('API', 'Manual', 'Import', 'Green Button', 'Calculated')),
  user_id int, name text, task_guid text, note text, unit_id int, factor double precision, created_date timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, reading_source_id)
);
CREATE INDEX reading_source_by_user ON reading_source (tenant_id, coalesce(user_id, 0), creation_method) WHERE task_guid IS NULL;

-- The readings of a local day, from its begin (exclusive) to its end (inclusive): a reading is stamped at the end of its
-- interval. readings: as received. computed: by the rules of the channel's version, NaN where there is no telling, null
-- where it is the same. seconds: of each reading since the day's begin; null where there is a place every step seconds (a
-- day or more: one place, at the day's end), then readings has NaN where nothing came. qualities: a byte each, null where
-- all are valid. sources: of each, null where all are of reading_source_id. The rest sums up the computed values.
-- No foreign key to the channel: one look at it a transaction is enough, under its lock.
CREATE TABLE interval_day (
  tenant_id bigint NOT NULL, channel_id int NOT NULL, day date NOT NULL, version int NOT NULL, reading_source_id int NOT NULL,
  step int NOT NULL, reading_count int NOT NULL, value_count int NOT NULL, first_second int NOT NULL, last_second int NOT NULL, maximum_second int,
  total double precision, minimum double precision, maximum double precision,
  readings float8[] NOT NULL, computed float8[], seconds int[], qualities bytea, sources int[], notes jsonb,
  PRIMARY KEY (tenant_id, channel_id, day)
);
-- Doubles do not compress: large days go out of line as they are.
ALTER TABLE interval_day ALTER COLUMN readings SET STORAGE EXTERNAL;
ALTER TABLE interval_day ALTER COLUMN computed SET STORAGE EXTERNAL;
ALTER TABLE interval_day ALTER COLUMN seconds SET STORAGE EXTERNAL;

CREATE TABLE interval_month (
  tenant_id bigint NOT NULL, channel_id int NOT NULL, month date NOT NULL, reading_count bigint NOT NULL, value_count bigint NOT NULL,
  first_day date NOT NULL, last_day date NOT NULL, total double precision, minimum double precision, maximum double precision,
  maximum_day date, maximum_second int, PRIMARY KEY (tenant_id, channel_id, month)
);

-- What readings said before they were replaced or deleted; version counts these of a day.
CREATE TABLE interval_history (
  tenant_id bigint NOT NULL, channel_id int NOT NULL, day date NOT NULL, version int NOT NULL, made_at timestamptz NOT NULL,
  user_id int, kind text NOT NULL CHECK (kind IN ('edit', 'delete')), seconds int[] NOT NULL, readings float8[] NOT NULL,
  qualities bytea, sources int[] NOT NULL, notes jsonb, PRIMARY KEY (tenant_id, channel_id, day, version)
);

CREATE TABLE reading_import_profile (
  tenant_id bigint NOT NULL, profile_id int NOT NULL, profile_code text NOT NULL, profile jsonb NOT NULL, created_by int,
  time_zone_id int, PRIMARY KEY (tenant_id, profile_id)
);
CREATE UNIQUE INDEX reading_import_profile__profile_code ON reading_import_profile (tenant_id, lower(profile_code));

-- The first moment of a day, in seconds since 1970: of two midnights the first, of none what the clock shows after it.
CREATE FUNCTION day_begin(day date, zone text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT extract(epoch FROM CASE
    WHEN (((day - interval '3 hours') AT TIME ZONE zone) + interval '3 hours') AT TIME ZONE zone = day::timestamp
    THEN ((day - interval '3 hours') AT TIME ZONE zone) + interval '3 hours' ELSE day::timestamp AT TIME ZONE zone END)::bigint
$$;

-- Each reading as a row, for lists with filters. The id is the channel's, and the second since 1970 in the lower 32 bits.
CREATE VIEW reading AS
SELECT d.tenant_id, (d.channel_id::bigint << 32) | (w.begin + w.second) AS reading_id, d.channel_id, d.day, c.meter_id, c.data_point_id,
  coalesce(m.place_id, p.place_id) AS place_id, coalesce(m.commodity_id, p.commodity_id) AS commodity_id, c.observation_type_id,
  c.interval_minutes, z.time_zone_id, to_timestamp(w.begin + w.second) AS stamp,
  to_timestamp(w.begin + w.second) AT TIME ZONE z.iana_zone AS local_time,
  to_char(to_timestamp(w.begin + w.second) AT TIME ZONE z.iana_zone, 'YYYY-MM-DD"T"HH24:MI:SS')
    || CASE WHEN to_timestamp(w.begin + w.second) AT TIME ZONE z.iana_zone < to_timestamp(w.begin + w.second) AT TIME ZONE 'UTC' THEN '-' ELSE '+' END
    || to_char(greatest((to_timestamp(w.begin + w.second) AT TIME ZONE z.iana_zone) - (to_timestamp(w.begin + w.second) AT TIME ZONE 'UTC'),
      (to_timestamp(w.begin + w.second) AT TIME ZONE 'UTC') - (to_timestamp(w.begin + w.second) AT TIME ZONE z.iana_zone)), 'HH24:MI') AS timestamp_text,
  w.reading AS raw_value, nullif(w.computed, 'NaN') AS processed_value, w.quality, w.quality IN (8, 9, 12) AS estimated, w.note, w.reading_source_id
FROM interval_day d
JOIN channel c ON c.tenant_id = d.tenant_id AND c.channel_id = d.channel_id
LEFT JOIN meter m ON m.tenant_id = c.tenant_id AND m.meter_id = c.meter_id
LEFT JOIN data_point p ON p.tenant_id = c.tenant_id AND p.data_point_id = c.data_point_id
JOIN time_zone z ON z.time_zone_id = coalesce(m.meter_time_zone_id, p.data_point_time_zone_id)
CROSS JOIN LATERAL (
  SELECT b.begin, r.reading, coalesce(d.computed[r.place], r.reading) AS computed,
    coalesce(d.seconds[r.place], CASE WHEN d.step < 86400 THEN r.place * d.step
      ELSE day_begin(d.day + 1, z.iana_zone) - b.begin END) AS second,
    coalesce(get_byte(d.qualities, r.place::int - 1), 0) AS quality, d.notes ->> (r.place - 1)::text AS note,
    coalesce(d.sources[r.place], d.reading_source_id) AS reading_source_id
  FROM unnest(d.readings) WITH ORDINALITY r(reading, place)
  CROSS JOIN (SELECT day_begin(d.day, z.iana_zone) AS begin) b
  WHERE r.reading <> 'NaN') w;

-- The newest reading of each channel that has one; only its newest day is looked at.
CREATE VIEW latest_reading AS
SELECT c.tenant_id, c.channel_id, l.reading_id, l.local_time, l.processed_value, l.estimated, l.note
FROM channel c CROSS JOIN LATERAL (
  SELECT v.reading_id, v.local_time, v.processed_value, v.estimated, v.note FROM reading v
  WHERE v.tenant_id = c.tenant_id AND v.channel_id = c.channel_id
    AND v.day = (SELECT max(n.day) FROM interval_day n WHERE n.tenant_id = c.tenant_id AND n.channel_id = c.channel_id)
  ORDER BY v.stamp DESC LIMIT 1) l;

-- Readings put together by the channel's interval, each slot stamped at its end. Slots of less than a day are made of the
-- day's own readings; a longer slot is made of the sums of its days, at the last one that has readings: so that a list can be
-- read day by day, and ends when its page is full.
CREATE VIEW summarized_reading AS
SELECT d.tenant_id, (d.channel_id::bigint << 32) | s.slot AS summarized_reading_id, d.channel_id, d.day, c.meter_id, c.data_point_id,
  coalesce(m.place_id, p.place_id) AS place_id, coalesce(m.commodity_id, p.commodity_id) AS commodity_id, c.observation_type_id,
  c.interval_minutes, z.time_zone_id, z.iana_zone AS zone, to_timestamp(s.slot) AS stamp,
  CASE o.summary_method WHEN 'sum' THEN s.total WHEN 'average' THEN s.total / nullif(s.value_count, 0) ELSE s.maximum END AS summarized_value,
  s.estimated, s.note, s.reading_source_id
FROM interval_day d
JOIN channel c ON c.tenant_id = d.tenant_id AND c.channel_id = d.channel_id
LEFT JOIN meter m ON m.tenant_id = c.tenant_id AND m.meter_id = c.meter_id
LEFT JOIN data_point p ON p.tenant_id = c.tenant_id AND p.data_point_id = c.data_point_id
JOIN time_zone z ON z.time_zone_id = coalesce(m.meter_time_zone_id, p.data_point_time_zone_id)
JOIN observation_type o ON o.observation_type_id = c.observation_type_id
CROSS JOIN LATERAL (
  SELECT least(day_begin(d.day, z.iana_zone) + r.slot * c.interval_minutes * 60, day_begin(d.day + 1, z.iana_zone)) AS slot,
    sum(r.value) AS total, count(r.value) AS value_count, max(r.value) AS maximum, bool_or(r.quality IN (8, 9, 12)) AS estimated,
    string_agg(r.note, '; ' ORDER BY r.place) AS note, max(r.reading_source_id) AS reading_source_id
  FROM (
    SELECT u.place, nullif(coalesce(d.computed[u.place], u.reading), 'NaN') AS value, d.notes ->> (u.place - 1)::text AS note,
      ceil(coalesce(d.seconds[u.place], u.place * d.step)::numeric / (c.interval_minutes * 60))::bigint AS slot,
      coalesce(get_byte(d.qualities, u.place::int - 1), 0) AS quality, coalesce(d.sources[u.place], d.reading_source_id) AS reading_source_id
    FROM unnest(d.readings) WITH ORDINALITY u(reading, place) WHERE c.interval_minutes < 1440 AND u.reading <> 'NaN') r
  GROUP BY r.slot
  UNION ALL
  SELECT day_begin(w.last + 1, z.iana_zone), t.total, t.value_count, t.maximum, t.estimated, t.note, t.reading_source_id
  FROM (SELECT CASE c.interval_minutes WHEN 10080 THEN date_trunc('week', d.day::timestamp)::date
      WHEN 43200 THEN date_trunc('month', d.day::timestamp)::date ELSE d.day END AS first,
    CASE c.interval_minutes WHEN 10080 THEN date_trunc('week', d.day::timestamp)::date + 6
      WHEN 43200 THEN (date_trunc('month', d.day::timestamp) + interval '1 month')::date - 1 ELSE d.day END AS last) w
  CROSS JOIN LATERAL (
    SELECT sum(i.total) AS total, sum(i.value_count) AS value_count, max(i.maximum) AS maximum, max(i.day) AS day,
      bool_or(position('\x08' IN i.qualities) > 0 OR position('\x09' IN i.qualities) > 0 OR position('\x0c' IN i.qualities) > 0) IS TRUE AS estimated,
      string_agg((SELECT string_agg(n.value, '; ') FROM jsonb_each_text(i.notes) n), '; ' ORDER BY i.day) AS note,
      max(i.reading_source_id) AS reading_source_id
    FROM interval_day i WHERE i.tenant_id = d.tenant_id AND i.channel_id = d.channel_id AND i.day BETWEEN w.first AND w.last) t
  WHERE c.interval_minutes >= 1440 AND t.day = d.day) s;

-- The months as rows of a list; the id is the channel's, and the month's first day in the lower 32 bits.
CREATE VIEW channel_month AS
SELECT m.tenant_id, (m.channel_id::bigint << 32) | (m.month - date '1970-01-01' + 100000) AS channel_month_id, m.channel_id, m.month::timestamp AS month,
  c.meter_id, c.data_point_id, coalesce(e.place_id, p.place_id) AS place_id, c.observation_type_id, m.reading_count::int AS reading_count, m.total, m.minimum, m.maximum,
  CASE o.summary_method WHEN 'sum' THEN m.total WHEN 'average' THEN m.total / nullif(m.value_count, 0) ELSE m.maximum END AS value,
  to_timestamp(day_begin(m.maximum_day, z.iana_zone) + m.maximum_second) AT TIME ZONE z.iana_zone AS maximum_time
FROM interval_month m
JOIN channel c ON c.tenant_id = m.tenant_id AND c.channel_id = m.channel_id
LEFT JOIN meter e ON e.tenant_id = c.tenant_id AND e.meter_id = c.meter_id
LEFT JOIN data_point p ON p.tenant_id = c.tenant_id AND p.data_point_id = c.data_point_id
JOIN time_zone z ON z.time_zone_id = coalesce(e.meter_time_zone_id, p.data_point_time_zone_id)
JOIN observation_type o ON o.observation_type_id = c.observation_type_id;

-- What came of a file of readings, named by its task's GUID.
CREATE TABLE reading_import (
  tenant_id bigint NOT NULL, reading_import_id int NOT NULL, task_guid text NOT NULL, file_name text NOT NULL, note text,
  row_count bigint NOT NULL, stored_count bigint NOT NULL, replaced_count bigint NOT NULL, same_count bigint NOT NULL,
  repeated_count bigint NOT NULL, refused_count bigint NOT NULL, refused jsonb NOT NULL, notes jsonb NOT NULL,
  created_channels jsonb NOT NULL, created_by int, created_date timestamptz NOT NULL, PRIMARY KEY (tenant_id, reading_import_id)
);
CREATE UNIQUE INDEX reading_import__task_guid ON reading_import (tenant_id, task_guid);
