package dev.freehold.server.features.policies;

import dev.freehold.custody.policies.PolicyVaults;
import dev.freehold.persistence.Database;
import dev.freehold.server.features.Recurring;
import dev.freehold.vault.registry.VaultAdministration;
import dev.freehold.vault.server.VaultServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns while one person or program owns both vaults of a policy: two keys in one hand are one. For
 * vaults of this server; whose others are it cannot see. For one thread at a time.
 */
final class HoldersOfBoth {

  private static final Duration EVERY = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(HoldersOfBoth.class);

  private final Database database;
  private final VaultServer vaults;
  private final VaultAdministration administration;
  private volatile Map<UUID, Set<UUID>> known = Map.of();

  private HoldersOfBoth(Database database, VaultServer vaults, MeterRegistry meters) {
    this.database = database;
    this.vaults = vaults;
    this.administration = vaults.administration("system:holders-of-both");
    Gauge.builder("freehold.policies.in.one.hand", this, one -> one.known.size())
        .description("Policies whose vaults are both owned by one person or program")
        .register(meters);
  }

  /** Looks soon, and again every hour. */
  static Recurring watch(Database database, VaultServer vaults, MeterRegistry meters) {
    HoldersOfBoth holders = new HoldersOfBoth(database, vaults, meters);
    Recurring recurring = new Recurring("holders-of-both", EVERY, holders::run);
    recurring.wake();
    return recurring;
  }

  /** Looks, and warns of what is new. */
  private void run() {
    Map<UUID, Set<UUID>> found = new TreeMap<>();
    for (PolicyVaults.Keys policy : PolicyVaults.all(database)) {
      Set<UUID> holders = holders(policy.keyUris());
      if (!holders.isEmpty()) {
        found.put(policy.policyId(), holders);
        if (!holders.equals(known.get(policy.policyId()))) {
          LOG.atWarn()
              .addKeyValue("tenant", policy.tenantId())
              .addKeyValue("policy", policy.policyId())
              .addKeyValue("holders", holders)
              .log(
                  "one owner has both vaults of a policy; give one of the subscriptions to another"
                      + " person");
        }
      }
    }
    known = found;
  }

  /** Those who own the vault of each key; nobody unless there are two, both here. */
  private Set<UUID> holders(List<String> keyUris) {
    List<Set<UUID>> owners =
        keyUris.stream()
            .map(this::vaultName)
            .flatMap(Optional::stream)
            .map(administration::owners)
            .toList();
    if (owners.size() < 2) {
      return Set.of();
    }
    Set<UUID> both = new HashSet<>(owners.getFirst());
    owners.forEach(both::retainAll);
    return new TreeSet<>(both);
  }

  private Optional<String> vaultName(String keyUri) {
    URI uri = URI.create(keyUri);
    String host = Optional.ofNullable(uri.getHost()).orElse("");
    int dot = host.indexOf('.');
    if (dot < 1) {
      return Optional.empty();
    }
    String name = host.substring(0, dot);
    return Optional.of(name)
        .filter(one -> vaults.vaultUri(one).getAuthority().equalsIgnoreCase(uri.getAuthority()));
  }
}
