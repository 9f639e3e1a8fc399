-- seal: a code over which mailbox a name leads to, and what that is, under a key that is not in this
-- database. Rows from before are sealed once, when the program first starts with this form.
ALTER TABLE mail_mailboxes ADD COLUMN seal ${bytes};
ALTER TABLE mail_recipient_names ADD COLUMN seal ${bytes};
