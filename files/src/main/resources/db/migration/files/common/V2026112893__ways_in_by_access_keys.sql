-- The id of an access key's way in is what its own id has after the first four characters.
INSERT INTO ways_in (id, tenant_id, object_id, kind, scope, label, made_at)
  SELECT CAST(substr(id, 5) AS ${bytes}), tenant_id, principal_id, 'ACCESS_KEY', 'FILES', id,
    created_at
  FROM file_access_keys;
