package dev.freehold.server.features.protection;

import dev.freehold.custody.checks.RootCheck;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.moves.GeoPolicyName;
import dev.freehold.custody.moves.GeoState;
import dev.freehold.custody.owners.Geo;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.RolledVersions;
import dev.freehold.custody.protection.PolicyStanding;
import dev.freehold.persistence.Database;
import dev.freehold.server.features.policies.PolicyViews;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Wire;
import dev.freehold.vault.registry.VersionStanding;
import dev.freehold.vault.server.VaultServer;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How the caller's tenant is protected, all policies at a time. */
final class ProtectionApi {

  private static final double MILLIS_PER_SECOND = 1000;

  private final Database database;
  private final Geos geos;
  private final KeptCounts counts;
  private final Optional<VaultServer> vaults;
  private final InstantSource clock;

  ProtectionApi(
      Database database,
      Geos geos,
      KeptCounts counts,
      Optional<VaultServer> vaults,
      InstantSource clock) {
    this.clock = clock;
    this.database = database;
    this.geos = geos;
    this.counts = counts;
    this.vaults = vaults;
  }

  /** {@code GET /api/v1/protection}. */
  void get(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    boolean seesMail = seesMail(exchange.caller());
    List<PolicyStanding> standings =
        database.read(tx -> PolicyStanding.ofTenant(tx, tenantId, clock.instant())).stream()
            .filter(standing -> seesMail || isOfSites(standing.policy().kind()))
            .toList();
    List<Geo> all = geos.list(tenantId);
    Optional<CountsByPolicy> counted = counts.of(tenantId).map(CountsByPolicy::of);
    OwnVersions versions = OwnVersions.of(vaults, tenantId, uris(standings));
    exchange.reply(
        200,
        new ProtectionViews.Protection(
            counted.map(CountsByPolicy::countedAt).map(Instant::toString).orElse(null),
            standings.stream()
                .map(standing -> view(standing, all, counted, versions, seesMail))
                .toList(),
            all.stream().map(geo -> view(geo, standings, counted)).toList()));
  }

  /** Those who may list policies of mailboxes. */
  private static boolean seesMail(Caller caller) {
    return Stream.of(Role.EXCHANGE_ADMIN, Role.COMPLIANCE_ADMIN, Role.AUDITOR)
        .anyMatch(caller::has);
  }

  private static boolean isOfSites(PolicyKind kind) {
    return switch (kind) {
      case FILE, SERVICE_MANAGED -> true;
      case MAILBOX, MULTI_WORKLOAD -> false;
    };
  }

  /** All versions that are shown. */
  private static List<String> uris(List<PolicyStanding> standings) {
    return standings.stream()
        .filter(standing -> standing.policy().kind().isCustomerManaged())
        .flatMap(
            standing ->
                Stream.concat(
                    standing.policy().roots().stream().map(Policy.Root::keyVersionUri),
                    standing.versionsBefore().stream().map(RolledVersions.Version::keyVersionUri)))
        .toList();
  }

  private static ProtectionViews.Standing view(
      PolicyStanding standing,
      List<Geo> geos,
      Optional<CountsByPolicy> counted,
      OwnVersions versions,
      boolean seesMail) {
    Policy policy = standing.policy();
    boolean isOwn = policy.kind().isCustomerManaged();
    boolean seesContent = seesMail || policy.kind() == PolicyKind.FILE;
    return new ProtectionViews.Standing(
        isOwn ? PolicyViews.One.of(policy) : PolicyViews.One.of(policy).withoutKeys(),
        geos.stream()
            .filter(geo -> geo.policyId().equals(Optional.of(policy.id())))
            .map(Geo::code)
            .findFirst()
            // After a purge the geo has no policy any more, but this was its.
            .or(() -> GeoPolicyName.geo(policy.kind(), policy.name()))
            .orElse(null),
        isOwn ? roots(standing, versions) : List.of(),
        standing
            .seen()
            .standsIn()
            .map(
                use ->
                    new ProtectionViews.AvailabilityUse(
                        Wire.word(use.why()), use.since().toString(), use.uses()))
            .orElse(null),
        standing
            .availabilityUses()
            .map(uses -> new ProtectionViews.PastUses(uses.lastAt().toString(), uses.recent()))
            .orElse(null),
        standing
            .seen()
            .revocation()
            .map(
                last ->
                    new ProtectionViews.Revocation(
                        last.at().toString(), last.after().toMillis() / MILLIS_PER_SECOND))
            .orElse(null),
        standing.rolledAt().filter(_ -> isOwn).map(Instant::toString).orElse(null),
        isOwn ? before(standing, versions) : List.of(),
        counted
            .filter(_ -> seesMail)
            .map(known -> known.owners(policy.id(), OwnerKind.MAILBOX))
            .orElse(null),
        counted.map(known -> known.owners(policy.id(), OwnerKind.SITE)).orElse(null),
        counted.filter(_ -> seesContent).map(known -> known.objects(policy.id())).orElse(null),
        counted.filter(_ -> seesContent).map(known -> known.bytes(policy.id())).orElse(null));
  }

  private static List<ProtectionViews.Root> roots(PolicyStanding standing, OwnVersions versions) {
    List<Policy.Root> roots = standing.policy().roots();
    return IntStream.range(0, roots.size())
        .mapToObj(i -> root(i + 1, roots.get(i), standing.checks(), versions))
        .toList();
  }

  /** A check of a version from before a roll says nothing of the present one. */
  private static ProtectionViews.Root root(
      int slot, Policy.Root root, List<RootCheck> checks, OwnVersions versions) {
    Optional<RootCheck> check =
        checks.stream()
            .filter(each -> each.slot() == slot)
            .filter(each -> each.keyVersionUri().equalsIgnoreCase(root.keyVersionUri()))
            .findFirst();
    Optional<VersionStanding> version = versions.find(root.keyVersionUri());
    return new ProtectionViews.Root(
        slot,
        root.keyUri(),
        root.keyVersionUri(),
        check.map(found -> Wire.word(found.finding())).orElse(null),
        check.flatMap(RootCheck::code).orElse(null),
        check.map(RootCheck::checkedAt).map(Instant::toString).orElse(null),
        check.map(RootCheck::outcomeSince).map(Instant::toString).orElse(null),
        check.flatMap(RootCheck::agreedAt).map(Instant::toString).orElse(null),
        version.map(VersionStanding::enabled).orElse(null),
        version.flatMap(VersionStanding::expires).map(Instant::toString).orElse(null));
  }

  private static List<ProtectionViews.VersionBefore> before(
      PolicyStanding standing, OwnVersions versions) {
    return standing.versionsBefore().stream()
        .map(
            version ->
                new ProtectionViews.VersionBefore(
                    version.slot(),
                    version.keyVersionUri(),
                    version.rolledAt().toString(),
                    versions
                        .find(version.keyVersionUri())
                        .map(VersionStanding::enabled)
                        .orElse(null)))
        .toList();
  }

  private static ProtectionViews.GeoStanding view(
      Geo geo, List<PolicyStanding> standings, Optional<CountsByPolicy> counted) {
    Optional<ProtectionViews.Owners> sites = counted.map(known -> known.sitesOf(geo));
    boolean isRecovering =
        standings.stream()
            .map(PolicyStanding::policy)
            .filter(policy -> geo.policyId().equals(Optional.of(policy.id())))
            .anyMatch(Policy::isRecovering);
    Optional<GeoState> state =
        geo.policyId().isEmpty()
            ? Optional.of(GeoState.UNREGISTERED)
            : isRecovering ? Optional.of(GeoState.RECOVERING) : sites.map(ProtectionApi::state);
    return new ProtectionViews.GeoStanding(
        geo.code(),
        geo.policyId().orElse(null),
        state.map(Wire::word).orElse(null),
        sites.orElse(null));
  }

  private static GeoState state(ProtectionViews.Owners sites) {
    return sites.moving() + sites.waiting() > 0 ? GeoState.REGISTERING : GeoState.REGISTERED;
  }
}
