-- seal: a code over which site a name leads to and whose it is, under a key that is not in this
-- database. Rows from before are sealed once, when the program first starts with this form.
ALTER TABLE file_sites ADD COLUMN seal ${bytes};
