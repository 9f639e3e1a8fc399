package dev.freehold.custody.moves;

import dev.freehold.custody.moves.MovedPage.Change;
import dev.freehold.custody.seals.PreparedSeal;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.persistence.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Puts many rows under another policy, in the way that is fast on each database. Plain JDBC,
 * because a hundred thousand keys go through here in one job. A row that is not as it was read is
 * left alone, and the caller undoes the transaction.
 */
interface PolicyColumns {

  /** The way of a database. */
  static PolicyColumns of(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> new PolicyColumnsOnSqlite();
      case POSTGRESQL -> new PolicyColumnsOnPostgresql();
    };
  }

  /** Gives active keys that are as they were read their new wraps under the other policy. */
  PreparedRows rewrap(Way way, List<Change> changes);

  /**
   * Makes the other policy what was ordered for owners of one kin that were ordered to the one, and
   * seals that, if all that the seals are about is as it was read and their keys are under the
   * other policy by now.
   *
   * @param keys whether somebody still has to look where those keys are
   */
  PreparedRows order(Way way, Kin kin, Keys keys, List<PreparedSeal> owners);

  /** What is known of the keys of owners. */
  enum Keys {
    /** This transaction has just put them under the other policy. */
    WRITTEN,
    /** They were under the other policy when they were read. */
    READ
  }

  /** From which policy to which. */
  record Way(UUID from, UUID to) {}

  /** What an owner's row says that many owners have in common. */
  record Kin(UUID tenantId, String kind, Optional<UUID> geoId) {

    static Kin of(PreparedSeal owner) {
      SealedRow row = owner.row();
      return new Kin(row.tenantId(), row.text("kind"), row.id("geo_id"));
    }

    /** The key that the owner's new content is sealed under. */
    static UUID keyOf(PreparedSeal owner) {
      return owner.row().id("owner_key_id").orElseThrow();
    }
  }
}
