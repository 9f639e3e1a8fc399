-- Finds uploads that nobody went on with.
CREATE INDEX file_uploads_by_age ON file_uploads (started_at, id);
