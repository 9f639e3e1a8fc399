package dev.freehold.ledger.receipt;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerError;
import dev.freehold.ledger.LedgerException;
import dev.freehold.ledger.TenantLog;
import dev.freehold.ledger.entry.HashedEntry;
import dev.freehold.ledger.entry.PersonalOpening;
import dev.freehold.ledger.note.TlogProof;
import dev.freehold.ledger.publish.Checkpoints;
import dev.freehold.ledger.publish.LedgerProofs;
import dev.freehold.ledger.publish.PublishedLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Makes receipts of purges from the tenants' logs. Safe for use by many threads. */
public final class Receipts {

  /** The operation of the entry that ends a purge. */
  public static final String OPERATION = "PolicyPurge";

  /** The operation of entries that attest that backups are destroyed. */
  public static final String BACKUPS = "PolicyPurgeBackups";

  private final Ledger ledger;
  private final Checkpoints checkpoints;
  private final LedgerProofs proofs;
  private final ReceiptAddenda addenda;

  /**
   * Receipts out of {@code ledger}, proven by {@code proofs}.
   *
   * @param addenda what was attested after purges
   */
  public Receipts(
      Ledger ledger, Checkpoints checkpoints, LedgerProofs proofs, ReceiptAddenda addenda) {
    this.ledger = ledger;
    this.checkpoints = checkpoints;
    this.proofs = proofs;
    this.addenda = addenda;
  }

  /**
   * The receipt of a purge.
   *
   * @param index of the entry {@value #OPERATION} in the tenant's log
   * @param withPersonalData whether what names persons in the entry goes into the file, as far as
   *     it is not erased
   * @return empty if there is no such entry, or it is of something else
   * @throws LedgerException {@link LedgerError#NOT_COSIGNED} if there are witnesses and none has
   *     cosigned a checkpoint that covers the entry yet; {@link LedgerError#DAMAGED} if the entry
   *     cannot be read
   */
  public Optional<Receipt> of(UUID tenantId, long index, boolean withPersonalData) {
    TenantLog log = ledger.log(tenantId);
    List<byte[]> found = index < 0 ? List.of() : log.entries(index, 1);
    if (found.isEmpty() || index >= log.head().size()) {
      return Optional.empty();
    }
    HashedEntry entry = read(found.getFirst());
    if (!entry.operation().equals(OPERATION)) {
      return Optional.empty();
    }
    return proofs
        .tlogProof(tenantId, index)
        .map(proof -> receipt(log, entry, found.getFirst(), proof, withPersonalData));
  }

  private Receipt receipt(
      TenantLog log, HashedEntry entry, byte[] bytes, TlogProof proof, boolean withPersonalData) {
    return new Receipt(
        Receipt.FORMAT,
        event(entry),
        new TreeMap<>(entry.details()),
        new String(bytes, StandardCharsets.UTF_8),
        withPersonalData ? opening(log, proof.index()) : null,
        new String(proof.bytes(), StandardCharsets.UTF_8),
        addenda.of(entry.objectId()).stream()
            .flatMap(index -> addendum(log, entry.tenantId(), index).stream())
            .toList(),
        new PublishedLog(log, checkpoints).keys());
  }

  private Optional<ReceiptAddendum> addendum(TenantLog log, UUID tenantId, long index) {
    return proofs
        .tlogProof(tenantId, index)
        .map(
            proof ->
                new ReceiptAddendum(
                    new String(log.entries(index, 1).getFirst(), StandardCharsets.UTF_8),
                    new String(proof.bytes(), StandardCharsets.UTF_8)));
  }

  /** What an entry says in short. */
  static Receipt.Event event(HashedEntry entry) {
    return new Receipt.Event(
        entry.operation(),
        entry.time().toString(),
        entry.tenantId().toString(),
        entry.objectId(),
        entry.outcome().name());
  }

  private static PersonalOpening opening(TenantLog log, long index) {
    return log.openings(index, 1).stream()
        .filter(opening -> opening.index() == index)
        .findFirst()
        .orElse(null);
  }

  private static HashedEntry read(byte[] entry) {
    try {
      return HashedEntry.read(entry);
    } catch (IOException damaged) {
      throw new LedgerException(
          LedgerError.DAMAGED, "the entry cannot be read; verify the ledger", damaged);
    }
  }
}
