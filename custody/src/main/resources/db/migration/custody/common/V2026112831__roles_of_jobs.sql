-- Who may cancel and resume a job: whoever has the role that may order it. Jobs from before are for
-- global administrators.
ALTER TABLE jobs ADD COLUMN role TEXT NOT NULL DEFAULT 'GLOBAL_ADMIN';
