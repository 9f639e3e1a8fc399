package dev.freehold.server.features.audit;

import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.Shape.gives;

import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Feature;
import dev.freehold.server.health.Check;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Queries;
import dev.freehold.server.records.AuditSearch;
import dev.freehold.server.records.LedgerRoles;
import dev.freehold.server.records.LedgerServices;
import dev.freehold.web.http.Route;
import java.util.List;

/** Audit records: searched, exported, and sent to a collector. */
public final class AuditFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("audit_sinks")
              .ids("holder")
              .states("name")
              .numbers("confirmed_sequence held_until"));

  private static final Admission READERS = Admission.current(LedgerRoles.READERS);

  private final AuditApi api;
  private final AuditSinks sinks;

  /**
   * Builds the feature from these parts.
   *
   * @param names whom and what records are about
   * @param sinks where records are sent
   */
  public AuditFeature(LedgerServices logs, UnifiedRecords.Directory names, AuditSinks sinks) {
    this.api = new AuditApi(logs, names);
    this.sinks = sinks;
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    return routes(api);
  }

  /** The same of vaults that run alone. */
  public static List<Route<Admission, Handler>> ofVaults(
      LedgerServices logs, UnifiedRecords.Directory names) {
    return routes(new AuditApi(logs, names));
  }

  private static List<Route<Admission, Handler>> routes(AuditApi api) {
    return List.of(
        get(
            "Search the audit records",
            "/api/v1/audit-records",
            READERS,
            api::list,
            Queries.records(Queries.MAX, gives(AuditSearch.Page.class))),
        get(
            "Export the audit records",
            "/api/v1/audit-records/export",
            READERS,
            api::export,
            Queries.records(Queries.FORMAT, gives(200, "application/x-ndjson"))));
  }

  @Override
  public List<Check> checks() {
    return sinks.checks();
  }

  @Override
  public void start(Closer closer) {
    sinks.start(closer);
  }
}
