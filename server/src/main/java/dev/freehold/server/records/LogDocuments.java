package dev.freehold.server.records;

import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.publish.PublishedLog;
import dev.freehold.ledger.tile.TilePath;
import dev.freehold.server.http.ProblemException;
import dev.freehold.server.http.QueryParameters;
import dev.freehold.server.http.Reply;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One tenant's log as a tiled log, for auditors, as the REST API and the login host of vaults that
 * run alone answer it. What does not exist is a {@link ProblemException} with status 404; beyond
 * the head there is nothing. Thread-safe.
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

  private PublishedLog log(UUID tenantId) {
    return new PublishedLog(ledger.ledger().log(tenantId), ledger.checkpoints());
  }

  /**
   * The present checkpoint, or with the parameter {@code cosigned=true} the newest that witnesses
   * have cosigned.
   */
  public Reply checkpoint(UUID tenantId, QueryParameters parameters) {
    PublishedLog log = log(tenantId);
    boolean cosigned = parameters.query("cosigned").orElse("false").equals("true");
    SignedNote note = cosigned ? log.cosignedCheckpoint() : log.checkpoint();
    return new Reply(TEXT, note.bytes());
  }

  /** The log's key and those of its witnesses. */
  public Reply key(UUID tenantId) {
    return Reply.json(log(tenantId).keys());
  }

  /** A tile of hashes or, where {@code level} is {@code entries}, of entries. */
  public Reply tile(UUID tenantId, String level, String tile) {
    return new Reply(
        BYTES, log(tenantId).tile(path(level, tile)).orElseThrow(ProblemException::notFound));
  }

  /** What opens the entries of a tile. */
  public Reply personal(UUID tenantId, String tile) {
    return new Reply(
        JSON_LINES,
        log(tenantId).openings(path("entries", tile)).orElseThrow(ProblemException::notFound));
  }

  private static TilePath path(String level, String tile) {
    return TilePath.parse(level, tile).orElseThrow(ProblemException::notFound);
  }

  /** A {@code .tlog-proof} of the entry with the index. */
  public Reply proof(UUID tenantId, String index) {
    return new Reply(
        TEXT,
        ledger
            .proofs()
            .tlogProof(tenantId, number(index))
            .orElseThrow(ProblemException::notFound)
            .bytes());
  }

  /**
   * The receipt of the purge whose last entry has the index; without what names persons if the
   * parameter {@code personal} is {@code false}.
   */
  public Reply receipt(UUID tenantId, String index, QueryParameters parameters) {
    boolean withPersonalData = !parameters.query("personal").orElse("true").equals("false");
    return new Reply(
        "application/json",
        ledger
            .receipts()
            .of(tenantId, number(index), withPersonalData)
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
