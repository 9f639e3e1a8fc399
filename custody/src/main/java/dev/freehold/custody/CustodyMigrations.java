package dev.freehold.custody;

import dev.freehold.persistence.MigrationSet;

/** The tables of this module. */
public final class CustodyMigrations {

  /** Tenants, identities, policies and owner keys. */
  public static final MigrationSet CUSTODY = new MigrationSet("custody");

  /** Availability keys: always in their own database (design section 3). */
  public static final MigrationSet AVAILABILITY = new MigrationSet("availability");

  private CustodyMigrations() {}
}
