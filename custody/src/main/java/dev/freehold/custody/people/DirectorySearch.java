package dev.freehold.custody.people;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.IdentityRows;
import dev.freehold.custody.identity.SoughtName;
import dev.freehold.custody.identity.User;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Looks through the people and programs of tenants by their display names. Thread-safe. */
public final class DirectorySearch {

  private static final Set<Identity.Kind> PROGRAMS =
      Set.of(Identity.Kind.APPLICATION, Identity.Kind.WORKLOAD);

  private final Database database;

  /** Looks through what {@code database} keeps. */
  public DirectorySearch(Database database) {
    this.database = database;
  }

  /**
   * A tenant's people of a name, by user principal name.
   *
   * @param after the user principal name after which the page begins; empty for the first page
   * @param max how many at most, 1 to {@link CustodyLimits#MAX_PAGE_ROWS}
   */
  public List<User> people(UUID tenantId, SoughtName name, String after, int max) {
    return database.read(tx -> UserRows.named(tx, tenantId, name, Names.fold(after), bounded(max)));
  }

  /**
   * A tenant's applications and workloads of a name, by object id.
   *
   * @param after the object id after which the page begins
   * @param max how many at most, 1 to {@link CustodyLimits#MAX_PAGE_ROWS}
   */
  public List<Identity> programs(UUID tenantId, SoughtName name, UUID after, int max) {
    return database.read(
        tx -> IdentityRows.named(tx, tenantId, name, PROGRAMS, after, bounded(max)));
  }

  private static int bounded(int max) {
    return Math.min(max, CustodyLimits.MAX_PAGE_ROWS);
  }
}
