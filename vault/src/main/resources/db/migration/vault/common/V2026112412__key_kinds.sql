-- kind is RSA, EC or oct; size and curve are in public_key, which for symmetric keys says what they
-- are like. hardware marks the kinds that end in -HSM; engine says who reads what is sealed.
ALTER TABLE vault_key_versions
  ADD COLUMN hardware SMALLINT NOT NULL DEFAULT 0 CHECK (hardware IN (0, 1));
ALTER TABLE vault_key_versions
  ADD COLUMN engine VARCHAR(16) NOT NULL DEFAULT 'software';
