package dev.freehold.server.login;

import dev.freehold.server.http.Reply;
import dev.freehold.server.records.AuditSearch;
import dev.freehold.server.records.LedgerRoles;
import dev.freehold.server.records.LogDocuments;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.Content;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.QueryParameters;
import dev.freehold.web.http.RequestUri;
import dev.freehold.web.http.WebRequest;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/**
 * The ledger of vaults that run alone, for the auditors of their one tenant, with the routes and
 * answers of the service's REST API. Thread-safe.
 */
public final class LedgerSite {

  private static final List<String> API = List.of("api", "v1");
  private static final String LOG = "ledger";
  private static final String RECORDS = "audit-records";

  private final SiteCallers callers;
  private final LogDocuments log;
  private final AuditSearch records;

  /**
   * @param callers says who asks
   * @param log the tenant's log as auditors check it
   * @param records the same as they read it
   */
  public LedgerSite(SiteCallers callers, LogDocuments log, AuditSearch records) {
    this.callers = callers;
    this.log = log;
    this.records = records;
  }

  /** Whether the path is one for this. */
  static boolean isLedger(List<String> path) {
    return path.size() > API.size()
        && path.subList(0, API.size()).equals(API)
        && (path.get(API.size()).equals(LOG) || path.get(API.size()).equals(RECORDS));
  }

  Answer answer(WebRequest request, RequestUri uri, URI own) {
    List<String> path = uri.segments().subList(API.size(), uri.segments().size());
    UUID tenantId = callers.current(request, own, LedgerRoles.READERS).tenantId();
    if (!request.method().equals("GET")) {
      throw ProblemException.notFound();
    }
    return answer(read(tenantId, path, uri::parameter));
  }

  private static Answer answer(Reply reply) {
    return Answer.content(200, new Content(reply.mediaType(), reply.bytes()), reply.headers());
  }

  private Reply read(UUID tenantId, List<String> path, QueryParameters parameters) {
    List<String> below = path.subList(1, path.size());
    return path.getFirst().equals(LOG)
        ? document(tenantId, below, parameters)
        : switch (String.join("/", below)) {
          case "" -> records.list(tenantId, parameters);
          case "export" -> records.export(tenantId, parameters);
          default -> throw ProblemException.notFound();
        };
  }

  private Reply document(UUID tenantId, List<String> path, QueryParameters parameters) {
    List<String> rest = path.isEmpty() ? path : path.subList(1, path.size());
    return switch (path.isEmpty() ? "" : path.getFirst() + (rest.isEmpty() ? "" : "/")) {
      case "checkpoint" -> log.checkpoint(tenantId, parameters);
      case "key" -> log.key(tenantId);
      case "tile/" -> log.tile(tenantId, rest.getFirst(), name(rest.subList(1, rest.size())));
      case "personal/" -> log.personal(tenantId, name(rest));
      case "proofs/" -> log.proof(tenantId, name(rest));
      default -> throw ProblemException.notFound();
    };
  }

  /** A name that may have slashes in it. */
  private static String name(List<String> segments) {
    return String.join("/", segments);
  }
}
