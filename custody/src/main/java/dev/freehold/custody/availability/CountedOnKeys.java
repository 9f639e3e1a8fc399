package dev.freehold.custody.availability;

import dev.freehold.custody.availability.LostKey.Kind;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.service.ServiceRoots;
import dev.freehold.persistence.Database;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/**
 * The keys that policies count on and that an availability database has to have. Purged policies
 * count on none, retired ones have nothing under them. Reads every policy once; for the start.
 */
final class CountedOnKeys {

  private CountedOnKeys() {}

  /**
   * Those that are missing and that nobody has given up. A key is older than what counts on it, and
   * younger than its end, so the main database is read before the availability database and after
   * it: other nodes go on meanwhile.
   *
   * @param availability empty if there is no such database
   */
  static List<LostKey> missing(Database main, Optional<Database> availability) {
    List<LostKey> before = counted(main);
    Set<UUID> present = availability.map(CountedOnKeys::present).orElse(Set.of());
    Set<UUID> ended = availability.map(CountedOnKeys::ended).orElse(Set.of());
    List<LostKey> absent =
        before.stream()
            .filter(key -> !present.contains(key.keyId()) && !ended.contains(key.policyId()))
            .toList();
    if (absent.isEmpty()) {
      return absent;
    }
    // Another node may have rolled a key in between: the earlier one is gone, and rightly so.
    Set<String> still = counted(main).stream().map(CountedOnKeys::name).collect(Collectors.toSet());
    return absent.stream().filter(key -> still.contains(name(key))).toList();
  }

  private static String name(LostKey key) {
    return key.policyId() + " " + key.keyId();
  }

  private static List<LostKey> counted(Database main) {
    return main.read(
        tx -> {
          List<LostKey> counted = new ArrayList<>(availabilityKeys(tx));
          counted.addAll(serviceRoots(tx));
          return counted;
        });
  }

  private static Set<UUID> present(Database availability) {
    return availability.read(
        tx ->
            new HashSet<>(
                tx.createQuery(
                        "SELECT id FROM availability_keys UNION ALL SELECT id FROM service_roots")
                    .mapTo(UUID.class)
                    .list()));
  }

  private static Set<UUID> ended(Database availability) {
    return availability.read(
        tx -> tx.createQuery("SELECT policy_id FROM ended_policies").mapTo(UUID.class).set());
  }

  private static List<LostKey> availabilityKeys(Handle tx) {
    return tx.createQuery(
            """
            SELECT p.id, p.tenant_id, p.name, p.availability_key_id FROM policies p
            WHERE p.state NOT IN ('RETIRED', 'PURGING', 'PURGED')
              AND NOT EXISTS (SELECT 1 FROM availability_losses l
                WHERE l.policy_id = p.id AND l.lost_id = p.availability_key_id)
            ORDER BY p.name, p.id\
            """)
        .map(row -> lost(row, Kind.AVAILABILITY_KEY, id(row, "availability_key_id")))
        .list();
  }

  private static List<LostKey> serviceRoots(Handle tx) {
    Set<String> givenUp =
        tx.createQuery("SELECT policy_id, lost_id FROM availability_losses")
            .map(row -> id(row, "policy_id") + " " + id(row, "lost_id"))
            .set();
    return tx
        .createQuery(
            """
            SELECT p.id, p.tenant_id, p.name, r.key_version_uri
            FROM policies p JOIN policy_roots r ON r.policy_id = p.id
            WHERE p.kind = 'SERVICE_MANAGED' AND p.state NOT IN ('RETIRED', 'PURGING', 'PURGED')
            ORDER BY p.id, r.slot\
            """)
        .map(
            row ->
                lost(
                    row,
                    Kind.SERVICE_ROOT,
                    ServiceRoots.idOf(
                        RootKeyUri.parse(row.getColumn("key_version_uri", String.class)))))
        .stream()
        .filter(key -> !givenUp.contains(key.policyId() + " " + key.keyId()))
        .toList();
  }

  private static LostKey lost(RowView row, Kind kind, UUID keyId) {
    return new LostKey(
        id(row, "tenant_id"), id(row, "id"), row.getColumn("name", String.class), kind, keyId);
  }

  private static UUID id(RowView row, String column) {
    return row.getColumn(column, UUID.class);
  }
}
