package dev.freehold.ledger.publish;

import dev.freehold.ledger.LedgerError;
import dev.freehold.ledger.LedgerException;
import dev.freehold.ledger.TenantLog;
import dev.freehold.ledger.copy.CopyKeys;
import dev.freehold.ledger.copy.OpeningLines;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.tile.EntryBundle;
import dev.freehold.ledger.tile.TilePath;
import java.util.Optional;

/** What a tenant's auditors can get of its log. Safe for use by many threads. */
public final class PublishedLog {

  private final TenantLog log;
  private final Checkpoints checkpoints;

  /** What is given of {@code log}. */
  public PublishedLog(TenantLog log, Checkpoints checkpoints) {
    this.log = log;
    this.checkpoints = checkpoints;
  }

  /** The present head, signed; cosigned if witnesses have seen just that. */
  public SignedNote checkpoint() {
    return checkpoints.latest(log.tenantId());
  }

  /**
   * The newest checkpoint that witnesses have cosigned; the present one if no witness is
   * configured.
   *
   * @throws LedgerException {@link LedgerError#NOT_COSIGNED} if there are witnesses and none has
   *     cosigned any yet
   */
  public SignedNote cosignedCheckpoint() {
    return checkpoints.provable(log.tenantId(), 0);
  }

  /** The keys that verify the log's checkpoints. */
  public CopyKeys keys() {
    return new CopyKeys(
        checkpoints.identity().origin(log.tenantId()),
        checkpoints.identity().verifierKey(log.tenantId()).toString(),
        checkpoints.witnessKeys(log.tenantId()).stream().map(VerifierKey::toString).toList());
  }

  /** A tile; empty if the log has not all that would be in it. */
  public Optional<byte[]> tile(TilePath tile) {
    if (!tile.isWithin(log.head().size())) {
      return Optional.empty();
    }
    return Optional.of(
        switch (tile.kind()) {
          case HASHES -> log.hashTile(tile.level(), tile.index(), tile.width());
          case ENTRIES -> EntryBundle.write(log.entries(tile.first(), tile.width()));
        });
  }

  /**
   * JSON lines of what opens the entries of a tile, as far as it is not erased; empty if the log
   * has not all of the entries.
   */
  public Optional<byte[]> openings(TilePath entries) {
    return entries.isWithin(log.head().size())
        ? Optional.of(OpeningLines.write(log.openings(entries.first(), entries.width())))
        : Optional.empty();
  }
}
