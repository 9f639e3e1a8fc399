package dev.freehold.vault.wire;

import dev.freehold.persistence.SqlWork;
import dev.freehold.web.http.RequestUri;
import dev.freehold.web.http.WebRequest;
import java.util.Arrays;

/**
 * One request under way, with its ledger entry and the database. Used by one thread.
 *
 * @param request the request
 * @param uri its path and query, normalised
 * @param trail what its ledger entry will say
 * @param recorder writes that entry
 */
public record VaultExchange(
    WebRequest request, RequestUri uri, AuditTrail trail, Recorder recorder) {

  /** The address of the vault as the client typed it, without a slash at the end. */
  public String baseUri() {
    String port = request.port() == 443 ? "" : ":" + request.port();
    return "https://" + request.host() + port;
  }

  /** Reads from the database. */
  public <R> R read(SqlWork<R> work) {
    return recorder.read(work);
  }

  /**
   * Makes a change and this request's ledger entry durable together, or neither. In a dry run the
   * change is undone and only the entry stays.
   */
  public Answer commit(SqlWork<Answer> change) {
    return isDryRun() ? recorder.rehearse(trail, change) : recorder.commit(trail, change);
  }

  /**
   * Whether the request asks what it would do rather than to do it.
   *
   * @throws WireError 400 if that cannot be told
   */
  public boolean isDryRun() {
    return DryRun.isAsked(uri);
  }

  /**
   * For operations that cannot be tried.
   *
   * @throws WireError 400 if the request asks for that
   */
  public void refuseDryRun() {
    if (isDryRun()) {
      throw DryRun.refusal();
    }
  }

  /** Clears what rows that were deleted left in the database's log, if that can be done now. */
  public void clearRemains() {
    recorder.clearRemains();
  }

  /**
   * The body as JSON. Its bytes are overwritten once they are read, since they may hold secrets.
   *
   * @throws WireError 413, 408 or 400 if it is too long, too slow or no JSON object
   */
  public JsonBody json(int maxBytes) {
    byte[] body = request.body(maxBytes);
    try {
      return JsonBody.parse(body);
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }
}
