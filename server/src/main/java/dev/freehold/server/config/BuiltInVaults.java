package dev.freehold.server.config;

/** Whether a service has key vaults of its own. */
public enum BuiltInVaults {
  /** In its process and its data folder. */
  LOCAL,
  /** Tenants have theirs elsewhere. */
  NONE
}
