package dev.freehold.server.config;

/** Where the master key of the vaults comes from. */
public enum MasterKeyOrigin {
  /** A file in the data folder, made at the first start. */
  FILE,
  /** A secret setting: the environment, or a file that it names. */
  ENVIRONMENT,
  /** A file in the data folder, wrapped by a PKCS #11 token. */
  PKCS11
}
