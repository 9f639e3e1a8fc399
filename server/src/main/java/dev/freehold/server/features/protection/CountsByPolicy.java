package dev.freehold.server.features.protection;

import dev.freehold.content.store.ContentUnder;
import dev.freehold.custody.owners.Geo;
import dev.freehold.custody.owners.OwnerCount;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.custody.owners.OwnerProtection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The counts of a tenant, to be asked by policy and geo. Immutable. */
final class CountsByPolicy {

  private final TenantCounts counts;
  private final Map<UUID, ContentUnder> contents;

  private CountsByPolicy(TenantCounts counts) {
    this.counts = counts;
    this.contents =
        counts.contents().stream()
            .collect(Collectors.toMap(ContentUnder::policyId, Function.identity()));
  }

  static CountsByPolicy of(TenantCounts counts) {
    return new CountsByPolicy(counts);
  }

  Instant countedAt() {
    return counts.countedAt();
  }

  /** The mailboxes or sites that have their present key under a policy, or have to get there. */
  ProtectionViews.Owners owners(UUID policyId, OwnerKind kind) {
    List<OwnerCount> ofKind =
        counts.owners().stream().filter(count -> count.kind() == kind).toList();
    return new ProtectionViews.Owners(
        sum(ofKind, count -> is(count, policyId, OwnerProtection.ENCRYPTED)),
        sum(ofKind, count -> is(count, policyId, OwnerProtection.MOVING)),
        sum(ofKind, count -> isOnItsWayTo(count, policyId)),
        sum(ofKind, count -> is(count, policyId, OwnerProtection.PURGED)));
  }

  /** The sites of a geo; those that are not under its policy yet wait. */
  ProtectionViews.Owners sitesOf(Geo geo) {
    List<OwnerCount> sites =
        counts.owners().stream()
            .filter(count -> count.geoId().equals(Optional.of(geo.id())))
            .toList();
    return new ProtectionViews.Owners(
        sum(sites, count -> count.protection() == OwnerProtection.ENCRYPTED),
        sum(
            sites,
            count ->
                count.protection() == OwnerProtection.MOVING
                    && count.policyId().equals(count.targetId())),
        sum(sites, count -> isOnItsWayTo(count, count.targetId())),
        sum(sites, count -> count.protection() == OwnerProtection.PURGED));
  }

  long objects(UUID policyId) {
    return content(policyId).map(ContentUnder::objects).orElse(0L);
  }

  long bytes(UUID policyId) {
    return content(policyId).map(ContentUnder::bytes).orElse(0L);
  }

  private Optional<ContentUnder> content(UUID policyId) {
    return Optional.ofNullable(contents.get(policyId));
  }

  private static boolean is(OwnerCount count, UUID policyId, OwnerProtection protection) {
    return count.policyId().equals(policyId) && count.protection() == protection;
  }

  private static boolean isOnItsWayTo(OwnerCount count, UUID policyId) {
    return count.protection() == OwnerProtection.MOVING
        && count.targetId().equals(policyId)
        && !count.policyId().equals(policyId);
  }

  private static long sum(List<OwnerCount> counts, Predicate<OwnerCount> which) {
    return counts.stream().filter(which).mapToLong(OwnerCount::owners).sum();
  }
}
