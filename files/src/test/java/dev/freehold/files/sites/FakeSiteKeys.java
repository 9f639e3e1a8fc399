package dev.freehold.files.sites;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.custody.policies.PolicyKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;

/** Site keys as mere facts: which site has one, and in which geo it was made. */
public final class FakeSiteKeys implements SiteKeys {

  private final Map<UUID, UUID> geoBySite = new ConcurrentHashMap<>();
  private final AtomicInteger coverageChanges = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();

  /** Lets so many of the next new keys come too late, because another policy was registered. */
  void changeCoverage(int times) {
    coverageChanges.set(times);
  }

  /** How often copies of destroyed keys were dropped. */
  int dropped() {
    return dropped.get();
  }

  @Override
  public NewKey prepare(UUID tenantId, UUID siteId, UUID geoId, Requester requester) {
    return tx -> {
      if (coverageChanges.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new CustodyException(CustodyError.COVERAGE_CHANGED, "another policy by now");
      }
      geoBySite.put(siteId, geoId);
    };
  }

  @Override
  public Optional<OwnerStanding> standing(Handle tx, UUID tenantId, UUID siteId) {
    return Optional.ofNullable(geoBySite.get(siteId))
        .map(
            geoId ->
                new OwnerStanding(
                    siteId, Optional.empty(), geoId, geoId, PolicyKind.FILE, siteId, List.of()));
  }

  @Override
  public Runnable destroy(Handle tx, UUID tenantId, UUID siteId, Requester requester) {
    geoBySite.remove(siteId);
    return dropped::incrementAndGet;
  }
}
