-- The ways in of people and programs. kind: PASSWORD, SECRET, REFRESH_TOKEN, DEVICE, ACCESS_KEY.
-- What proves a way is in a table of its kind under the same id; a person's password and a program's
-- secret have the id of their owner. A way opens nothing once it has ended or its time is over. seal:
-- a code over all of this but the last use, under a key that is not in this database.
CREATE TABLE ways_in (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  object_id ${bytes} NOT NULL REFERENCES identities (object_id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  scope TEXT NOT NULL,
  label TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  last_used_at BIGINT,
  good_until BIGINT,
  ended_at BIGINT,
  ended_why TEXT,
  seal ${bytes}
);
CREATE INDEX ways_in_by_owner ON ways_in (object_id, made_at);

INSERT INTO ways_in (id, tenant_id, object_id, kind, scope, label, made_at, last_used_at)
  SELECT object_id, tenant_id, object_id, 'PASSWORD', 'EVERYTHING', '', password_changed_at,
    signed_in_at
  FROM user_credentials;
INSERT INTO ways_in (id, tenant_id, object_id, kind, scope, label, made_at)
  SELECT object_id, tenant_id, object_id, 'SECRET', 'EVERYTHING', '', created_at
  FROM identities WHERE secret_hash IS NOT NULL;

-- A sign-in can be refreshed for 14 days.
INSERT INTO ways_in (id, tenant_id, object_id, kind, scope, label, made_at, last_used_at, good_until)
  SELECT id, tenant_id, object_id, 'REFRESH_TOKEN', 'EVERYTHING', '', expires_at - 1209600000,
    used_at, CASE WHEN idle_until < expires_at THEN idle_until ELSE expires_at END
  FROM refresh_tokens;

-- Devices wait for 15 minutes; those that somebody has just approved ask again.
DELETE FROM device_codes WHERE state = 'APPROVED';
