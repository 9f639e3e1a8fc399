-- Sites, who may do what in them, and the keys with which S3 clients sign. Of documents' names and
-- content nothing is here; which key a site has, custody alone knows, under the site's GUID.

CREATE TABLE file_sites (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  geo_id ${bytes} NOT NULL REFERENCES geos (id),
  name VARCHAR(63) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (tenant_id, name)
);

-- How many sites a tenant has, so that the bound needs no count.
CREATE TABLE file_site_counts (
  tenant_id ${bytes} NOT NULL PRIMARY KEY,
  sites BIGINT NOT NULL CHECK (sites >= 0)
);

-- An identity that is deleted takes its roles and access keys along in the same transaction. The
-- name of a site never changes; it is here so that the sites of one identity are read in order.
CREATE TABLE file_site_roles (
  site_id ${bytes} NOT NULL REFERENCES file_sites (id),
  principal_id ${bytes} NOT NULL REFERENCES identities (object_id) ON DELETE CASCADE,
  tenant_id ${bytes} NOT NULL,
  site_name VARCHAR(63) NOT NULL,
  role VARCHAR(8) NOT NULL,
  granted_at BIGINT NOT NULL,
  PRIMARY KEY (site_id, principal_id)
);

CREATE INDEX file_site_roles_by_principal ON file_site_roles (principal_id, site_name);

-- slot numbers the keys of one identity, so that two nodes cannot both make the last one.
CREATE TABLE file_access_keys (
  id VARCHAR(20) NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  principal_id ${bytes} NOT NULL REFERENCES identities (object_id) ON DELETE CASCADE,
  slot SMALLINT NOT NULL,
  sealed_secret ${bytes} NOT NULL,
  enabled SMALLINT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (principal_id, slot)
);
