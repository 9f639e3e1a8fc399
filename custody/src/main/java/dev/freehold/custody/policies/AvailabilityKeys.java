package dev.freehold.custody.policies;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.master.ServiceMasterKey.Purpose;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Erasure;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The third root of every policy, made and held by the service. The store is a database of its own,
 * sealed under the service master key, so that neither the main database nor this one alone opens
 * anything. Safe for use by many threads.
 */
public final class AvailabilityKeys {

  /** As long as a sealed key, so that it takes the same place. */
  private static final byte[] ZEROS = new byte[Key256.LENGTH_BYTES + Aead.OVERHEAD_BYTES];

  private final Database database;
  private final ServiceMasterKey master;
  private final RandomSource random;
  private final Clock clock;

  /**
   * Keeps availability keys.
   *
   * @param database one that holds nothing else
   */
  public AvailabilityKeys(
      Database database, ServiceMasterKey master, RandomSource random, Clock clock) {
    this.database = database;
    this.master = master;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A new availability key, durable before this returns. The caller closes the key. It counts as
   * newer than the policy's others even if the clock was put back.
   */
  Created create(UUID tenantId, UUID policyId) {
    UUID id = UUID.randomUUID();
    Key256 key = Key256.random(random);
    boolean isKept = false;
    try {
      insert(tenantId, policyId, id, key);
      isKept = true;
      return new Created(id, key);
    } finally {
      if (!isKept) {
        key.close();
      }
    }
  }

  private void insert(UUID tenantId, UUID policyId, UUID id, Key256 key) {
    byte[] sealed = key.use(raw -> master.seal(Purpose.AVAILABILITY_KEY, id, raw));
    database.write(
        tx ->
            tx.createUpdate(
                    """
                    INSERT INTO availability_keys
                      (id, tenant_id, policy_id, sealed_key, created_at)
                    VALUES (:id, :tenantId, :policyId, :sealed,
                      (SELECT CASE WHEN MAX(created_at) >= :now THEN MAX(created_at) + 1
                        ELSE :now END FROM availability_keys WHERE policy_id = :policyId))\
                    """)
                .bind("id", id)
                .bind("tenantId", tenantId)
                .bind("policyId", policyId)
                .bind("sealed", sealed)
                .bind("now", clock.instant())
                .execute());
  }

  /**
   * The availability key of this id, for the policy it was made for. The caller closes it, and has
   * the use in the ledger before anything it opened is given to anyone.
   *
   * @throws dev.freehold.custody.CustodyException {@code MASTER_KEY_MISMATCH}
   */
  public Optional<Key256> open(UUID id, UUID policyId) {
    return database
        .read(
            tx ->
                tx.createQuery(
                        """
                        SELECT sealed_key FROM availability_keys
                        WHERE id = :id AND policy_id = :policyId\
                        """)
                    .bind("id", id)
                    .bind("policyId", policyId)
                    .map((row, context) -> row.getBytes("sealed_key"))
                    .findOne())
        .map(stored -> Key256.takeOver(master.open(Purpose.AVAILABILITY_KEY, id, stored)));
  }

  /**
   * Destroys every key of the policy that is older than the present one. A newer one stays: it is
   * of a roll that a caller with an old answer does not know of.
   *
   * @return whether nothing is left in the database's files; if not, to be repeated later
   */
  boolean destroyBefore(UUID policyId, UUID present) {
    return destroy(
            """
            policy_id = :policyId AND id <> :id
              AND created_at < (SELECT created_at FROM availability_keys WHERE id = :id)\
            """,
            Map.of("policyId", policyId, "id", present))
        .isComplete();
  }

  /**
   * Destroys every key of the policy, for the end of its life: what is under the policy opens
   * through its root keys alone from then on. That it ended is kept, so that a main database from
   * before is noticed. May be repeated.
   *
   * @return what was done; if it is not complete, to be repeated later
   */
  public Erasure destroyAll(UUID tenantId, UUID policyId) {
    database.write(
        tx ->
            tx.createUpdate(
                    """
                    INSERT INTO ended_policies (policy_id, tenant_id, ended_at)
                    VALUES (:policyId, :tenantId, :now) ON CONFLICT (policy_id) DO NOTHING\
                    """)
                .bind("policyId", policyId)
                .bind("tenantId", tenantId)
                .bind("now", clock.instant())
                .execute());
    return destroyAgain(tenantId, policyId);
  }

  /**
   * Destroys what may have come back after {@link #destroyAll}. It does not say once more that the
   * policy ended: where a failover lost that, it also lost what nodes confirmed, and has to be
   * noticed.
   *
   * @return what was done; if it is not complete, to be repeated later
   */
  public Erasure destroyAgain(UUID tenantId, UUID policyId) {
    return destroy(
        "policy_id = :policyId AND tenant_id = :tenantId",
        Map.of("policyId", policyId, "tenantId", tenantId));
  }

  /**
   * What is another text when {@link #endedNow} is another set, but for coincidences, and costs the
   * same however many there are.
   */
  public String endedTrace() {
    return database.read(
        tx ->
            tx.createQuery(
                    """
                    SELECT CAST(COUNT(*) AS TEXT) || '/' || CAST(COALESCE(SUM(ended_at), 0) AS TEXT)
                    FROM ended_policies\
                    """)
                .mapTo(String.class)
                .one());
  }

  /** The same as {@link #ended}, to be compared with what there is at another time. */
  public EndedPolicies endedNow() {
    return new EndedPolicies(Set.copyOf(ended()));
  }

  /** Policies that {@link #destroyAll} ended, the oldest first. */
  public List<Ended> ended() {
    return database.read(
        tx ->
            tx.createQuery(
                    """
                    SELECT policy_id, tenant_id, ended_at AS at FROM ended_policies
                    ORDER BY ended_at, policy_id\
                    """)
                .mapTo(Ended.class)
                .list());
  }

  /**
   * Overwrites, deletes, and has the files rewritten, whether there was a row or not: a crash may
   * have come in between. The database is small enough to be rewritten as a whole each time.
   */
  private Erasure destroy(String which, Map<String, UUID> values) {
    database.write(
        tx -> {
          tx.createUpdate(
                  "UPDATE availability_keys SET sealed_key = :zeros WHERE %s".formatted(which))
              .bind("zeros", ZEROS)
              .bindMap(values)
              .execute();
          tx.createUpdate("DELETE FROM availability_keys WHERE %s".formatted(which))
              .bindMap(values)
              .execute();
          return null;
        });
    return database.eraseFreed();
  }

  /** How many keys of the policy there are. */
  public long count(UUID policyId) {
    return database.read(
        tx ->
            tx.createQuery("SELECT COUNT(*) FROM availability_keys WHERE policy_id = :policyId")
                .bind("policyId", policyId)
                .mapTo(Long.class)
                .one());
  }

  /** The policies of a tenant that have a key. */
  public Set<UUID> policiesOf(UUID tenantId) {
    return database.read(
        tx ->
            tx.createQuery(
                    "SELECT DISTINCT policy_id FROM availability_keys WHERE tenant_id = :tenantId")
                .bind("tenantId", tenantId)
                .mapTo(UUID.class)
                .set());
  }

  /** A policy whose keys were destroyed for good. */
  public record Ended(UUID policyId, UUID tenantId, Instant at) {}

  /** A key that was just made. */
  record Created(UUID id, Key256 key) {}
}
