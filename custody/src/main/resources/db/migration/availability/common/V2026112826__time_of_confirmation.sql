-- A transaction that began before a row's last change still sees the state before it.
ALTER TABLE row_versions ADD COLUMN confirmed_at BIGINT NOT NULL DEFAULT 0;
