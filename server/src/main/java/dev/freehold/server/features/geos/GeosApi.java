package dev.freehold.server.features.geos;

import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.checks.CrossCheck;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.moves.FilePolicies;
import dev.freehold.custody.moves.GeoStatus;
import dev.freehold.custody.moves.GeoStatuses;
import dev.freehold.custody.owners.Geo;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.recovery.Recovery;
import dev.freehold.server.features.jobs.JobView;
import dev.freehold.server.features.policies.PolicyViews;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Geos of the caller's tenant and their file policies. */
final class GeosApi {

  private final Geos geos;
  private final FilePolicies filePolicies;
  private final GeoStatuses statuses;
  private final Recovery recovery;
  private final CrossCheck crossCheck;
  private final CachedKeyAccess keyAccess;
  private final Clock clock;

  GeosApi(
      Geos geos,
      FilePolicies filePolicies,
      GeoStatuses statuses,
      Recovery recovery,
      CrossCheck crossCheck,
      CachedKeyAccess keyAccess,
      Clock clock) {
    this.geos = geos;
    this.filePolicies = filePolicies;
    this.statuses = statuses;
    this.recovery = recovery;
    this.crossCheck = crossCheck;
    this.keyAccess = keyAccess;
    this.clock = clock;
  }

  /** {@code POST /api/v1/geos} with {@code {"code": "NAM"}}. */
  void create(Exchange exchange) throws IOException {
    NewGeo wanted = exchange.json(NewGeo.class);
    Geo geo = geos.create(exchange.caller().tenantId(), wanted.code(), exchange.actor());
    exchange.reply(201, GeoView.of(geo, null));
  }

  /** {@code GET /api/v1/geos?status=true}. */
  void list(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    boolean withStatus = exchange.query("status").orElse("false").equals("true");
    exchange.reply(
        200,
        new GeoPage(
            withStatus
                ? statuses.ofTenant(tenantId).stream()
                    .map(status -> GeoView.of(status.geo(), view(status, null, null)))
                    .toList()
                : geos.list(tenantId).stream().map(geo -> GeoView.of(geo, null)).toList()));
  }

  /** {@code POST /api/v1/geos/{geo}/policy}: registers the geo under two keys. */
  void register(Exchange exchange) throws IOException {
    String geo = geo(exchange);
    TwoKeys wanted = exchange.json(TwoKeys.class);
    reply(
        exchange,
        filePolicies.register(
            exchange.caller().tenantId(),
            geo,
            wanted.primaryKey(),
            wanted.secondaryKey(),
            exchange.actor()));
  }

  /** {@code GET /api/v1/geos/{geo}/policy}: keys, state and how far it is. */
  void status(Exchange exchange) throws IOException {
    GeoStatus status = statuses.of(exchange.caller().tenantId(), exchange.path("geo"));
    exchange.reply(
        200,
        view(
            status,
            status
                .policy()
                .flatMap(policy -> keyAccess.status(policy.id()))
                .map(PolicyViews.Access::of)
                .orElse(null),
            status
                .policy()
                .map(policy -> PolicyViews.Check.of(crossCheck.latest(policy.id())))
                .orElse(List.of())));
  }

  /** {@code POST /api/v1/geos/{geo}/policy/roll}: one key, to an exact version. */
  void roll(Exchange exchange) throws IOException {
    String geo = geo(exchange);
    OneKey wanted = exchange.json(OneKey.class);
    reply(
        exchange,
        filePolicies.roll(
            exchange.caller().tenantId(), geo, wanted.slot(), wanted.key(), exchange.actor()));
  }

  /** {@code POST /api/v1/geos/{geo}/policy/restore}: new keys, while it is being recovered. */
  void restore(Exchange exchange) throws IOException {
    String geo = geo(exchange);
    TwoKeys wanted = exchange.json(TwoKeys.class);
    reply(
        exchange,
        recovery.recoverGeo(
            exchange.caller().tenantId(),
            geo,
            wanted.primaryKey(),
            wanted.secondaryKey(),
            exchange.actor()));
  }

  /** A geo that is not there is said before anything else. */
  private String geo(Exchange exchange) {
    return geos.get(exchange.caller().tenantId(), exchange.path("geo")).code();
  }

  private void reply(Exchange exchange, Job job) throws IOException {
    exchange.reply(202, JobView.of(job, clock.instant()));
  }

  private StatusView view(
      GeoStatus status, PolicyViews.Access access, List<PolicyViews.Check> checks) {
    return new StatusView(
        status.geo().code(),
        status.state().published(),
        status.percentOfSites(),
        status.sites(),
        status.policy().map(Policy::id).orElse(null),
        status.policy().map(policy -> policy.roots().getFirst().keyVersionUri()).orElse(null),
        status.policy().map(policy -> policy.roots().getLast().keyVersionUri()).orElse(null),
        status.policy().map(Policy::isRecovering).orElse(false),
        status.policy().map(Policy::isLocked).orElse(false),
        access,
        checks,
        status.job().map(job -> JobView.of(job, clock.instant())).orElse(null));
  }

  record NewGeo(@Required String code) {}

  record TwoKeys(@Required String primaryKey, @Required String secondaryKey) {}

  record OneKey(@Required String keyType, @Required String key) {

    int slot() {
      return switch (keyType.toLowerCase(Locale.ROOT)) {
        case "primary" -> 1;
        case "secondary" -> 2;
        default -> throw ProblemException.badRequest("keyType is Primary or Secondary");
      };
    }
  }

  /** A geo. {@code status} is there if it was asked for, without checks of the root keys. */
  record GeoView(UUID id, String code, UUID policyId, String createdAt, StatusView status) {
    static GeoView of(Geo geo, StatusView status) {
      return new GeoView(
          geo.id(), geo.code(), geo.policyId().orElse(null), geo.createdAt().toString(), status);
    }
  }

  record GeoPage(List<GeoView> geos) {}

  record StatusView(
      String geo,
      String state,
      int percentOfSites,
      long sites,
      UUID policyId,
      String primaryKey,
      String secondaryKey,
      boolean recovering,
      boolean locked,
      PolicyViews.Access access,
      List<PolicyViews.Check> roots,
      JobView job) {}
}
