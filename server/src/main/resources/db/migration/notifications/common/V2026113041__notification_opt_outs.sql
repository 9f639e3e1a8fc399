-- Of which kinds people want no e-mail.
CREATE TABLE notification_opt_outs (
  object_id ${bytes} NOT NULL REFERENCES identities (object_id) ON DELETE CASCADE,
  kind VARCHAR(32) NOT NULL,
  tenant_id ${bytes} NOT NULL,
  PRIMARY KEY (object_id, kind)
);
