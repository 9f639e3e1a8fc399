package dev.freehold.server.records;

import dev.freehold.custody.identity.Role;
import java.util.Set;

/** The roles that may read or erase a tenant's log. */
public final class LedgerRoles {

  /** Who may read it. */
  public static final Set<Role> READERS =
      Set.of(Role.GLOBAL_ADMIN, Role.COMPLIANCE_ADMIN, Role.AUDITOR);

  /** Who may have personal data erased from it. */
  public static final Set<Role> ERASERS = Set.of(Role.GLOBAL_ADMIN, Role.COMPLIANCE_ADMIN);

  private LedgerRoles() {}
}
