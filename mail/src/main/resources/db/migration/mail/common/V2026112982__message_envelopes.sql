-- sealed_envelope: subject, addresses, dates, ids and preview, sealed under the mailbox key and
-- bound to the row. Messages from before have none; one is made when it is first needed.
ALTER TABLE mail_messages ADD COLUMN sealed_envelope ${bytes};
