package dev.freehold.chaos.faults;

import java.time.Duration;

/** The permissions on a tenant's root keys, at both vaults. */
public interface TenantPermissions {

  /** Takes them away; says whether both vaults acknowledged it in time. */
  boolean revoke(Duration patience);

  /** Gives them back; says whether both vaults acknowledged it in time. */
  boolean giveBack(Duration patience);
}
