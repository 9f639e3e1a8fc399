-- How far each ledger was read for occasions to notify somebody. ledger is SERVICE or VAULTS.
CREATE TABLE notification_positions (
  ledger VARCHAR(16) NOT NULL PRIMARY KEY,
  sequence BIGINT NOT NULL
);

-- Of what somebody was notified. facts are names and ids for the text, as JSON; occasions counts how
-- often it happened, last at last_at.
CREATE TABLE notifications (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  kind VARCHAR(32) NOT NULL,
  subject VARCHAR(512) NOT NULL,
  facts TEXT NOT NULL,
  occasions BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL
);

CREATE INDEX notifications_by_tenant ON notifications (tenant_id, id);
CREATE INDEX notifications_by_subject ON notifications (tenant_id, kind, subject, created_at);
CREATE INDEX notifications_by_time ON notifications (created_at);

-- One for each receiver: a webhook's id, a person's object id, or the word operators. holder sends it
-- until held_until.
CREATE TABLE notification_deliveries (
  id ${bytes} NOT NULL PRIMARY KEY,
  notification_id ${bytes} NOT NULL REFERENCES notifications (id) ON DELETE CASCADE,
  channel VARCHAR(8) NOT NULL,
  receiver VARCHAR(64) NOT NULL,
  state VARCHAR(8) NOT NULL,
  tries BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  last_status VARCHAR(64),
  last_tried_at BIGINT,
  holder ${bytes},
  held_until BIGINT NOT NULL
);

CREATE INDEX notification_deliveries_by_notification ON notification_deliveries (notification_id);
CREATE INDEX notification_deliveries_by_time ON notification_deliveries (state, due_at);

-- sealed holds the secret and the whole address. kinds are separated by spaces; empty for all.
CREATE TABLE webhooks (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  host VARCHAR(253) NOT NULL,
  kinds VARCHAR(1024) NOT NULL,
  sealed ${bytes} NOT NULL,
  created_by VARCHAR(64) NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE INDEX webhooks_by_tenant ON webhooks (tenant_id, created_at);
