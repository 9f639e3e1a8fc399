-- The SHA-256 of the newest local authority in a node's folder; empty where it shows none of its certificates, and of
-- earlier programs. For people: it is not sealed.
ALTER TABLE node_beats ADD COLUMN authority VARCHAR(128);
