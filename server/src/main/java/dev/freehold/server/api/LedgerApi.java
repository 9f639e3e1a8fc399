package dev.freehold.server.api;

import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.publish.PublishedLog;
import dev.freehold.ledger.tile.TilePath;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.ProblemException;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The log of the caller's tenant as a tiled log, for auditors. Whose log it is comes from the token
 * and from nothing else. Beyond the head there is nothing.
 */
final class LedgerApi {

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String BYTES = "application/octet-stream";
  private static final String JSON_LINES = "application/jsonl";
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,17}");

  private final LedgerServices ledger;

  LedgerApi(LedgerServices ledger) {
    this.ledger = ledger;
  }

  private PublishedLog log(Exchange exchange) {
    UUID tenantId = exchange.caller().tenantId();
    return new PublishedLog(ledger.ledger().log(tenantId), ledger.checkpoints());
  }

  /**
   * {@code GET /api/v1/ledger/checkpoint?cosigned=true}: the present one, or the newest that
   * witnesses have cosigned.
   */
  void checkpoint(Exchange exchange) {
    PublishedLog log = log(exchange);
    boolean cosigned = exchange.query("cosigned").orElse("false").equals("true");
    SignedNote note = cosigned ? log.cosignedCheckpoint() : log.checkpoint();
    exchange.reply(200, TEXT, note.bytes());
  }

  /** {@code GET /api/v1/ledger/key}: the log's key and those of its witnesses. */
  void key(Exchange exchange) throws IOException {
    exchange.reply(200, log(exchange).keys());
  }

  /** {@code GET /api/v1/ledger/tile/LEVEL/INDEX} and {@code /tile/entries/INDEX}. */
  void tile(Exchange exchange) {
    TilePath tile = tile(exchange, exchange.path("level"));
    exchange.reply(200, BYTES, log(exchange).tile(tile).orElseThrow(ProblemException::notFound));
  }

  /** {@code GET /api/v1/ledger/personal/INDEX}: what opens the entries of a tile. */
  void personal(Exchange exchange) {
    TilePath tile = tile(exchange, "entries");
    exchange.reply(
        200, JSON_LINES, log(exchange).openings(tile).orElseThrow(ProblemException::notFound));
  }

  private static TilePath tile(Exchange exchange, String level) {
    return TilePath.parse(level, exchange.path("tile")).orElseThrow(ProblemException::notFound);
  }

  /** {@code GET /api/v1/ledger/proofs/INDEX}: a {@code .tlog-proof}. */
  void proof(Exchange exchange) {
    exchange.reply(
        200,
        TEXT,
        ledger
            .proofs()
            .tlogProof(exchange.caller().tenantId(), index(exchange))
            .orElseThrow(ProblemException::notFound)
            .bytes());
  }

  /**
   * {@code GET /api/v1/ledger/receipts/INDEX?personal=false}: the receipt of the purge whose last
   * entry stands there.
   */
  void receipt(Exchange exchange) {
    boolean withPersonalData = !exchange.query("personal").orElse("true").equals("false");
    exchange.reply(
        200,
        "application/json",
        ledger
            .receipts()
            .of(exchange.caller().tenantId(), index(exchange), withPersonalData)
            .orElseThrow(ProblemException::notFound)
            .bytes());
  }

  private static long index(Exchange exchange) {
    String text = exchange.path("index");
    if (!INDEX.matcher(text).matches()) {
      throw ProblemException.notFound();
    }
    return Long.parseLong(text);
  }
}
