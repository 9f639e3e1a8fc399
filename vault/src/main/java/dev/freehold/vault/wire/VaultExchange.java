package dev.freehold.vault.wire;

import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.SqlWork;
import dev.freehold.vault.seals.SealedDatabase;
import dev.freehold.web.http.RequestUri;
import dev.freehold.web.http.WebRequest;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request under way: what came, and the database behind it, which it changes only together with
 * its ledger entry. Used by one thread.
 */
public final class VaultExchange {

  private static final Logger LOG = LoggerFactory.getLogger(VaultExchange.class);

  private static final String REHEARSAL = "rehearsal";

  private final WebRequest request;
  private final RequestUri uri;
  private final AuditTrail trail;
  private final Database database;
  private final Ledger ledger;

  /**
   * Begins to work on a request.
   *
   * @param request what came
   * @param uri its path and query, normalised
   * @param trail what its ledger entry will say
   * @param database has the vaults and their keys
   * @param ledger takes the entry; lives in {@code database}
   */
  public VaultExchange(
      WebRequest request, RequestUri uri, AuditTrail trail, Database database, Ledger ledger) {
    this.request = request;
    this.uri = uri;
    this.trail = trail;
    this.database = database;
    this.ledger = ledger;
  }

  /** What came. */
  public WebRequest request() {
    return request;
  }

  /** The path and query of the request, normalised. */
  public RequestUri uri() {
    return uri;
  }

  /** What the ledger entry of the request will say. */
  public AuditTrail trail() {
    return trail;
  }

  /** The address of the vault as the client typed it, without a slash at the end. */
  public String baseUri() {
    String port = request.port() == 443 ? "" : ":" + request.port();
    return "https://" + request.host() + port;
  }

  /** Reads from the database. */
  public <R> R read(SqlWork<R> work) {
    return database.read(work);
  }

  /** Reads one row by itself, as {@link Database#find}. */
  public <R> Optional<R> find(PointQuery<R> query, PointQuery.Binder values) {
    return database.find(query, values);
  }

  /**
   * Makes a change and this request's ledger entry durable together, or neither. In a dry run the
   * change is undone and only the entry stays.
   */
  public Answer commit(SqlWork<Answer> change) {
    boolean dryRun = isDryRun();
    Answer answer =
        database.write(
            tx -> {
              Answer made = dryRun ? rehearsed(tx, change) : change.run(tx);
              ledger.append(tx, trail.entry(made.status()));
              return made;
            });
    trail.markRecorded();
    return answer;
  }

  private static Answer rehearsed(Handle tx, SqlWork<Answer> change) {
    tx.savepoint(REHEARSAL);
    Answer made = change.run(tx);
    tx.rollbackToSavepoint(REHEARSAL);
    SealedDatabase.undone();
    return made;
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

  /**
   * Clears what rows that were deleted left in the database's log, if that can be done now. What
   * was committed stays so whether it can or not.
   */
  public void clearRemains() {
    try {
      database.clearRemains();
    } catch (PersistenceException e) {
      LOG.warn("what a purge left in the database's log is cleared later", e);
    }
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
