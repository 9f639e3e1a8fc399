-- seal: a code over what was ordered, agreed and named, under a key that is not in this database.
-- Rows from before are sealed once, when the program first starts with this form.
ALTER TABLE jobs ADD COLUMN seal ${bytes};
ALTER TABLE pending_acts ADD COLUMN seal ${bytes};
ALTER TABLE operators ADD COLUMN seal ${bytes};
