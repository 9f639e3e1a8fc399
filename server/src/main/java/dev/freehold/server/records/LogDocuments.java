package dev.freehold.server.records;

import dev.freehold.ledger.publish.PublishedLog;
import dev.freehold.ledger.tile.TilePath;
import dev.freehold.server.http.Reply;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.QueryParameters;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One tenant's log as a tiled log, for auditors, on the REST API and on the login host of vaults
 * that run alone. What does not exist, such as anything beyond the head, is a {@link
 * ProblemException} with status 404; a request that gets no turn is answered 503. Thread-safe.
 */
public final class LogDocuments {

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String BYTES = "application/octet-stream";
  private static final String JSON_LINES = "application/jsonl";
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,17}");

  private final LedgerServices ledger;

  /** Documents of these logs. */
  public LogDocuments(LedgerServices ledger) {
    this.ledger = ledger;
  }

  private Reply reply(UUID tenantId, String mediaType, Function<PublishedLog, byte[]> document) {
    return ledger.turns().take(tenantId, () -> new Reply(mediaType, document.apply(log(tenantId))));
  }

  private PublishedLog log(UUID tenantId) {
    return new PublishedLog(ledger.ledger().log(tenantId), ledger.checkpoints());
  }

  /**
   * The present checkpoint, or with the parameter {@code cosigned=true} the newest that witnesses
   * have cosigned.
   */
  public Reply checkpoint(UUID tenantId, QueryParameters parameters) {
    boolean cosigned = parameters.query("cosigned").orElse("false").equals("true");
    return reply(
        tenantId, TEXT, log -> (cosigned ? log.cosignedCheckpoint() : log.checkpoint()).bytes());
  }

  /** The log's key and those of its witnesses. */
  public Reply key(UUID tenantId) {
    return Reply.json(log(tenantId).keys());
  }

  /** A tile of hashes or, where {@code level} is {@code entries}, of entries. */
  public Reply tile(UUID tenantId, String level, String tile) {
    TilePath path = path(level, tile);
    return reply(tenantId, BYTES, log -> log.tile(path).orElseThrow(ProblemException::notFound));
  }

  /** What opens the entries of a tile. */
  public Reply personal(UUID tenantId, String tile) {
    TilePath path = path("entries", tile);
    return reply(
        tenantId, JSON_LINES, log -> log.openings(path).orElseThrow(ProblemException::notFound));
  }

  private static TilePath path(String level, String tile) {
    return TilePath.parse(level, tile).orElseThrow(ProblemException::notFound);
  }

  /** A {@code .tlog-proof} of the entry with the index, with the entry. */
  public Reply proof(UUID tenantId, String index) {
    long place = number(index);
    return reply(
        tenantId,
        TEXT,
        _ ->
            ledger
                .proofs()
                .tlogProof(tenantId, place)
                .map(proof -> proof.withEntry(entry(tenantId, place)))
                .orElseThrow(ProblemException::notFound)
                .bytes());
  }

  private byte[] entry(UUID tenantId, long index) {
    return ledger.ledger().log(tenantId).entries(index, 1).getFirst();
  }

  /**
   * The receipt of the purge whose last entry has the index; without what names persons if the
   * parameter {@code personal} is {@code false}.
   */
  public Reply receipt(UUID tenantId, String index, QueryParameters parameters) {
    boolean withPersonalData = !parameters.query("personal").orElse("true").equals("false");
    long place = number(index);
    return reply(
        tenantId,
        "application/json",
        _ ->
            ledger
                .receipts()
                .of(tenantId, place, withPersonalData)
                .orElseThrow(ProblemException::notFound)
                .bytes());
  }

  private static long number(String index) {
    if (!INDEX.matcher(index).matches()) {
      throw ProblemException.notFound();
    }
    return Long.parseLong(index);
  }
}
