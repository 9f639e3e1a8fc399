package dev.freehold.custody.copies;

import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.wrap.KeyWrap;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A copy of the availability database, perhaps with the service master key. */
public final class AvailabilityCopy {

  private final Database database;
  private final Optional<AvailabilityKeys> keys;
  private final KeyWrap wrap;

  /**
   * Uses a copy.
   *
   * @param master empty if the service master key is not available
   */
  public AvailabilityCopy(Database database, Optional<ServiceMasterKey> master, CryptoSuite suite) {
    this.database = database;
    this.keys =
        master.map(key -> new AvailabilityKeys(database, key, suite.random(), Clock.systemUTC()));
    this.wrap = new KeyWrap(suite);
  }

  /** Tries to open; the caller closes the key. */
  Attempt open(PolicyWrap.ByAvailability wrapped) {
    if (!isThere(wrapped.keyId())) {
      return Attempt.failed(
          KeyReach.CLOSED,
          "the availability database does not have the availability key %s: it was destroyed before"
                  .formatted(wrapped.keyId())
              + " the copy was made, or made after it");
    }
    if (keys.isEmpty()) {
      return Attempt.failed(
          KeyReach.MAY_OPEN,
          "the availability key is in the availability database; whoever has the service master key"
              + " opens it");
    }
    try (Key256 key =
        keys.get().open(wrapped.keyId(), wrapped.identity().policyId()).orElse(null)) {
      if (key == null) {
        return Attempt.failed(KeyReach.CLOSED, "the availability key is another policy's");
      }
      return Attempt.opened(
          wrap.unwrap(
              key, wrapped.wrapped().bytes(), wrapped.context(), wrapped.identity().commitment()),
          "the availability key and the service master key are both there");
    } catch (CustodyException otherMasterKey) {
      return Attempt.failed(
          KeyReach.MAY_OPEN,
          "the availability key is in the availability database, sealed under another service"
              + " master key than the one given");
    } catch (CryptoException damaged) {
      return Attempt.failed(KeyReach.CLOSED, "the wrapped key is damaged");
    }
  }

  /**
   * Policies that a purge ended, as far as this copy knows: it is from after their purge, whatever
   * the rest of a backup is from.
   */
  public Set<UUID> endedPolicies() {
    return database.read(
        tx -> {
          long tables =
              tx.createQuery(tablesOf(database.dialect()) + " = 'ended_policies'")
                  .mapTo(Long.class)
                  .one();
          return tables == 0
              ? Set.of()
              : tx.createQuery("SELECT policy_id FROM ended_policies").mapTo(UUID.class).set();
        });
  }

  /** A copy may be from before there was the table. */
  private static String tablesOf(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> "SELECT COUNT(*) FROM sqlite_schema WHERE name";
      case POSTGRESQL ->
          "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename";
    };
  }

  private boolean isThere(UUID keyId) {
    return database.read(
            tx ->
                tx.createQuery("SELECT COUNT(*) FROM availability_keys WHERE id = :id")
                    .bind("id", keyId)
                    .mapTo(Long.class)
                    .one())
        > 0;
  }
}
