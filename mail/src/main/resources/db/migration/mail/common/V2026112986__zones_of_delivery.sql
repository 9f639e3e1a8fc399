-- internal_zone: the offset from UTC, in minutes, of the time zone in which a client named the
-- delivery time. Whatever came otherwise is in UTC.
ALTER TABLE mail_messages ADD COLUMN internal_zone INTEGER NOT NULL DEFAULT 0
  CHECK (internal_zone BETWEEN -1080 AND 1080);
