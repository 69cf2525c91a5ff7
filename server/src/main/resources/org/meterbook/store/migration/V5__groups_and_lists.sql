-- Kinds of lists, and what their rows may be filtered and listed by.
CREATE TABLE list_type (list_type_id int PRIMARY KEY, list_type_info text NOT NULL, list_type_description text NOT NULL);
COMMENT ON TABLE list_type IS 'shared';
CREATE TABLE data_field (data_field_id int PRIMARY KEY, list_type_id int NOT NULL, name text NOT NULL, caption text NOT NULL);
COMMENT ON TABLE data_field IS 'shared';

-- No operation ever wrote meter_group_member; its rows now have ids of their own.
DROP TABLE meter_group_member;

CREATE TABLE meter_group_category (
  tenant_id bigint NOT NULL, meter_group_category_id int NOT NULL, meter_group_category_code text NOT NULL, meter_group_category_info text NOT NULL,
  PRIMARY KEY (tenant_id, meter_group_category_id)
);
CREATE UNIQUE INDEX meter_group_category__meter_group_category_code ON meter_group_category (tenant_id, lower(meter_group_category_code));

-- filters null: a manual group.
ALTER TABLE meter_group ADD COLUMN meter_group_category_id int;
ALTER TABLE meter_group ADD COLUMN limit_members_by_topmost boolean NOT NULL DEFAULT true;
ALTER TABLE meter_group ADD COLUMN filters jsonb;
ALTER TABLE meter_group ADD COLUMN last_updated timestamptz;
ALTER TABLE meter_group ADD FOREIGN KEY (tenant_id, meter_group_category_id) REFERENCES meter_group_category (tenant_id, meter_group_category_id);
CREATE INDEX meter_group_by_category ON meter_group (tenant_id, meter_group_category_id);

CREATE TABLE meter_group_member (
  tenant_id bigint NOT NULL, meter_group_member_id int NOT NULL, meter_group_id int NOT NULL, meter_id int NOT NULL, include_in_charts boolean NOT NULL,
  PRIMARY KEY (tenant_id, meter_group_member_id),
  FOREIGN KEY (tenant_id, meter_group_id) REFERENCES meter_group (tenant_id, meter_group_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, meter_id) REFERENCES meter (tenant_id, meter_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX meter_group_member__meter_id ON meter_group_member (tenant_id, meter_group_id, meter_id);
CREATE INDEX meter_group_member_by_meter ON meter_group_member (tenant_id, meter_id);

CREATE TABLE place_group_category (
  tenant_id bigint NOT NULL, place_group_category_id int NOT NULL, place_group_category_code text NOT NULL, place_group_category_info text NOT NULL,
  PRIMARY KEY (tenant_id, place_group_category_id)
);
CREATE UNIQUE INDEX place_group_category__place_group_category_code ON place_group_category (tenant_id, lower(place_group_category_code));

CREATE TABLE place_group (
  tenant_id bigint NOT NULL, place_group_id int NOT NULL, place_group_code text NOT NULL, place_group_info text NOT NULL, place_group_category_id int,
  limit_members_by_topmost boolean NOT NULL DEFAULT true, filters jsonb, last_updated timestamptz,
  PRIMARY KEY (tenant_id, place_group_id),
  FOREIGN KEY (tenant_id, place_group_category_id) REFERENCES place_group_category (tenant_id, place_group_category_id)
);
CREATE UNIQUE INDEX place_group__place_group_code ON place_group (tenant_id, lower(place_group_code));
CREATE INDEX place_group_by_category ON place_group (tenant_id, place_group_category_id);

CREATE TABLE place_group_member (
  tenant_id bigint NOT NULL, place_group_member_id int NOT NULL, place_group_id int NOT NULL, place_id int NOT NULL, include_in_charts boolean NOT NULL,
  PRIMARY KEY (tenant_id, place_group_member_id),
  FOREIGN KEY (tenant_id, place_group_id) REFERENCES place_group (tenant_id, place_group_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, place_id) REFERENCES place (tenant_id, place_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX place_group_member__place_id ON place_group_member (tenant_id, place_group_id, place_id);
CREATE INDEX place_group_member_by_place ON place_group_member (tenant_id, place_id);

-- columns null: those of its type. on_the_fly: a user's own one for a type, which is in no overview.
CREATE TABLE data_list (
  tenant_id bigint NOT NULL, list_id int NOT NULL, list_type_id int NOT NULL, list_info text NOT NULL, list_description text, user_id int NOT NULL,
  on_the_fly boolean NOT NULL, shared_with_everyone boolean NOT NULL, columns jsonb, filters jsonb NOT NULL,
  PRIMARY KEY (tenant_id, list_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, user_id) ON DELETE CASCADE
);
CREATE INDEX data_list_by_user ON data_list (tenant_id, user_id);
CREATE TABLE data_list_user (
  tenant_id bigint NOT NULL, data_list_user_id int NOT NULL, list_id int NOT NULL, user_id int NOT NULL, shared boolean NOT NULL, hidden boolean NOT NULL,
  PRIMARY KEY (tenant_id, data_list_user_id),
  FOREIGN KEY (tenant_id, list_id) REFERENCES data_list (tenant_id, list_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, user_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX data_list_user__user_id ON data_list_user (tenant_id, list_id, user_id);
CREATE INDEX data_list_user_by_user ON data_list_user (tenant_id, user_id);
