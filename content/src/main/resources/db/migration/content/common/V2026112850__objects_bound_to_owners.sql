-- Binds a row to its owner and its blob: a MAC under the owner key. Null for an object that was
-- stored before, until its content was compared with the digest that its owner has sealed.
ALTER TABLE content_objects ADD COLUMN binding ${bytes};
