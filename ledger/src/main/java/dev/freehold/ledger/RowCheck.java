package dev.freehold.ledger;

import dev.freehold.ledger.Verification.Fault;
import dev.freehold.ledger.entry.EntryContent;
import dev.freehold.ledger.tree.MerkleHash;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Holds the columns of an entry's row against each other. */
final class RowCheck {

  private RowCheck() {}

  /**
   * What is wrong with a row that stands where its sequence says.
   *
   * @param index which must be its place in its tenant's log
   */
  static Optional<Fault> faultOf(EntryRow row, long index) {
    EntryContent content;
    try {
      content = EntryContent.read(row.entry());
    } catch (IOException e) {
      return Optional.of(Fault.EDITED);
    }
    if (content.sequence() != row.sequence()
        || row.index() != index
        || content.index().orElse(index) != index) {
      return Optional.of(Fault.REORDERED);
    }
    boolean isAsRecorded =
        Arrays.equals(row.entry(), content.canonical())
            && columnsRepeat(row, content)
            && Arrays.equals(row.leafHash(), MerkleHash.ofLeaf(row.entry()).bytes());
    if (!isAsRecorded) {
      return Optional.of(Fault.EDITED);
    }
    return opens(row, content) ? Optional.empty() : Optional.of(Fault.PERSONAL_CHANGED);
  }

  private static boolean columnsRepeat(EntryRow row, EntryContent content) {
    return row.recordedAt().equals(content.time())
        && row.tenantId().equals(content.tenantId())
        && row.operation().equals(content.operation())
        && row.objectId().equals(content.objectId())
        && row.outcome().equals(content.outcome().name());
  }

  private static boolean opens(EntryRow row, EntryContent content) {
    try {
      return PersonalRow.read(row.personal()).opens(content.commitments());
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
