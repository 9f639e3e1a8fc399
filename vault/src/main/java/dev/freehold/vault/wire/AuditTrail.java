package dev.freehold.vault.wire;

import dev.freehold.ledger.LedgerEntry;
import dev.freehold.ledger.LedgerEntry.Outcome;
import dev.freehold.vault.auth.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What is known so far about one request, for the one ledger entry that it leaves. Starts as an
 * unauthenticated request to nobody's vault. Used by one thread.
 */
public final class AuditTrail {

  /** Stands for "no tenant" in the entries of requests that reach no vault. */
  public static final UUID NO_TENANT = new UUID(0, 0);

  /** The operation of a known caller's request for which there is no route. */
  public static final String UNRECOGNIZED = "Unrecognized";

  private static final int MAX_TEXT_CHARS = 1024;
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

  private final Map<String, String> details = new HashMap<>();
  private UUID tenantId = NO_TENANT;
  private String actor = "anonymous";
  private String operation = "Authentication";
  private String objectId;
  private boolean recorded;

  /** A trail of {@code request}, which is known by {@code requestId}. */
  public AuditTrail(IncomingRequest request, UUID requestId) {
    String uri = "https://%s:%d%s".formatted(request.host(), request.port(), request.rawPath());
    objectId = cut(uri);
    note("requestId", requestId.toString());
    note("httpMethod", request.method());
    note("requestUri", uri);
    note("callerIpAddress", request.remoteAddress());
    request.header("x-ms-client-request-id").ifPresent(id -> note("correlationId", id));
    request.header("User-Agent").ifPresent(agent -> note("clientInfo", agent));
  }

  /** The request is about something that {@code tenant} owns. */
  public void belongsTo(UUID tenant) {
    tenantId = tenant;
  }

  /** The request carries a good token of {@code caller}. */
  public void isFrom(Caller caller) {
    actor = caller.objectId().toString();
    note("appid", caller.applicationId());
  }

  /** The request asks for {@code name}. */
  public void asksFor(String name) {
    operation = name;
  }

  /** The request is about {@code id}, a key or a vault. */
  public void concerns(String id) {
    objectId = cut(id);
  }

  /** Adds a detail. */
  public void note(String name, String value) {
    details.put(name, cut(value));
  }

  /** The entry for an answer with {@code status}. */
  LedgerEntry entry(int status) {
    note("httpStatusCode", Integer.toString(status));
    return new LedgerEntry(tenantId, actor, operation, objectId, outcome(status), details);
  }

  void markRecorded() {
    recorded = true;
  }

  boolean isRecorded() {
    return recorded;
  }

  private static Outcome outcome(int status) {
    if (status < 400) {
      return Outcome.DONE;
    }
    return status < 500 ? Outcome.REFUSED : Outcome.FAILED;
  }

  private static String cut(String text) {
    String printable = UNPRINTABLE.matcher(text).replaceAll("?");
    return printable.substring(0, Math.min(printable.length(), MAX_TEXT_CHARS));
  }
}
