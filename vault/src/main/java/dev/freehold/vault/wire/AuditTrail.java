package dev.freehold.vault.wire;

import dev.freehold.ledger.ActOrigin;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.vault.auth.TokenCaller;
import dev.freehold.web.http.WebRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The facts about one request for its ledger entry, as far as they are known. It starts as an
 * unauthenticated request to no tenant's vault. Used by one thread.
 */
public final class AuditTrail {

  /** Stands for "no tenant" in the entries of requests that reach no vault. */
  public static final UUID NO_TENANT = new UUID(0, 0);

  /** The operation of a known caller's request for which there is no route. */
  public static final String UNRECOGNIZED = "Unrecognized";

  static final String ANONYMOUS = "anonymous";
  static final String AUTHENTICATION = "Authentication";
  static final String OBJECT_ID = "oid";

  private static final String NO_VAULT = "elsewhere";
  private static final String DESCRIPTION = "resultDescription";

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int MAX_TEXT_CHARS = 1024;

  private final Map<String, String> details = new HashMap<>();
  private final Map<String, String> personal = new HashMap<>();
  private final String host;
  private final String address;
  private final long startNanos = System.nanoTime();
  private UUID tenantId = NO_TENANT;
  private String actor = ANONYMOUS;
  private String operation = AUTHENTICATION;
  private Optional<String> location = Optional.empty();
  private boolean tokenChecked;
  private String objectId;
  private String subject = "";
  private boolean counted;
  private boolean recorded;

  /** A trail of {@code request}, which is known by {@code requestId}. */
  public AuditTrail(WebRequest request, UUID requestId) {
    String uri = "https://" + request.host() + ":" + request.port() + request.rawPath();
    objectId = cut(uri);
    host = cut(request.host());
    address = request.remoteAddress();
    note("requestId", requestId.toString());
    note("httpMethod", request.method());
    note("requestUri", uri);
    personal.put(ActOrigin.ADDRESS, cut(address));
    note("tlsVersion", request.tlsVersion());
    request.header("x-ms-client-request-id").ifPresent(id -> note("correlationId", id));
    request.header("User-Agent").ifPresent(agent -> noteOfSomebody("clientInfo", agent));
  }

  /** The request is about something that {@code tenant} owns. */
  public void belongsTo(UUID tenant) {
    tenantId = tenant;
  }

  /** What the request is about is in the region {@code name}. */
  public void isIn(String name) {
    location = Optional.of(name);
  }

  /** The region that {@link #isIn} was told. */
  public Optional<String> location() {
    return location;
  }

  /** Whose log has the entry. */
  public UUID tenantId() {
    return tenantId;
  }

  /** The request brings a token for the tenant, which may turn out bad. */
  public void bringsToken() {
    tokenChecked = true;
  }

  /** The request carries a good token of {@code caller}. */
  public void isFrom(TokenCaller caller) {
    tokenChecked = true;
    actor = caller.objectId().toString();
    personal.put(OBJECT_ID, actor);
    note("appid", caller.applicationId());
    if (!caller.userName().isEmpty()) {
      personal.put("upn", cut(caller.userName()));
    }
  }

  /** The request asks for {@code name}. */
  public void asksFor(String name) {
    operation = name;
  }

  /** What the request asks about, as it names it: a key, whether there is one or not. */
  public void asksAbout(String subject) {
    this.subject = cut(subject);
  }

  /** The request is about {@code id}, a key or a vault. */
  public void concerns(String id) {
    objectId = cut(id);
  }

  /** The request is refused for this reason, in codes without anything that a stranger wrote. */
  public void isRefusedFor(String codes) {
    note(DESCRIPTION, codes);
  }

  /** The request was not looked at any further, and is counted with others like it. */
  public void isTurnedAway(String reason) {
    counted = true;
    isRefusedFor(reason);
  }

  /** Adds a detail. */
  public void note(String name, String value) {
    details.put(name, cut(value));
  }

  /** Adds a detail that names or describes somebody, and can be erased. */
  public void noteOfSomebody(String name, String value) {
    personal.put(name, cut(value));
  }

  /** The entry for an answer with {@code status}. */
  LedgerEntry entry(int status) {
    note("httpStatusCode", Integer.toString(status));
    note("resultSignature", signature(status));
    note("durationMs", Long.toString((System.nanoTime() - startNanos) / NANOS_PER_MILLI));
    return new LedgerEntry(
        tenantId, actor, operation, objectId, outcome(status), details, personal);
  }

  /** Who calls, as the ledger names them. */
  public String actor() {
    return actor;
  }

  /** Whether nobody can be named as the caller. */
  public boolean isAnonymous() {
    return actor.equals(ANONYMOUS);
  }

  /**
   * Whether the request is counted with others like it rather than recorded by itself: when no
   * token was looked at, or there were too many requests.
   */
  public boolean isOneOfMany() {
    return counted || (isAnonymous() && !tokenChecked);
  }

  /** What the request is counted with. */
  CountedKind kind(int status) {
    if (isAnonymous()) {
      String where = tenantId.equals(NO_TENANT) ? NO_VAULT : host;
      return new CountedKind(tenantId, actor, operation, where, address, status, "");
    }
    String about = subject.isEmpty() ? objectId : subject;
    return new CountedKind(
        tenantId, actor, operation, about, "", status, details.getOrDefault(DESCRIPTION, ""));
  }

  String address() {
    return address;
  }

  /**
   * Writes the entry of a request that ended with {@code status}, unless a change was recorded
   * together with it.
   */
  public void record(Ledger ledger, int status) {
    if (!recorded) {
      ledger.append(entry(status));
      recorded = true;
    }
  }

  void markRecorded() {
    recorded = true;
  }

  /** The status in the words of the audit log. */
  static String signature(int status) {
    return switch (status) {
      case 200, 202, 204 -> "OK";
      case 201 -> "Created";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 408 -> "Request Timeout";
      case 409 -> "Conflict";
      case 413 -> "Request Entity Too Large";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      default -> Integer.toString(status);
    };
  }

  static Outcome outcome(int status) {
    if (status < 400) {
      return Outcome.DONE;
    }
    return status < 500 ? Outcome.REFUSED : Outcome.FAILED;
  }

  /** Every request has a dozen of these texts: a loop takes a fraction of what a pattern does. */
  private static String cut(String text) {
    String start = text.substring(0, Math.min(text.length(), MAX_TEXT_CHARS));
    for (int i = 0; i < start.length(); i++) {
      if (!isPrintable(start.charAt(i))) {
        return printable(start);
      }
    }
    return start;
  }

  private static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      shown.append(isPrintable(codePoint) ? (char) codePoint : '?');
      i += Character.charCount(codePoint);
    }
    return shown.toString();
  }

  private static boolean isPrintable(int codePoint) {
    return codePoint >= ' ' && codePoint <= '~';
  }
}
