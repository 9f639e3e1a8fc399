package dev.freehold.custody.seals;

import dev.freehold.crypto.Key256;
import dev.freehold.crypto.seal.SealCodes;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.master.ServiceMasterKey.Purpose;
import java.util.List;

/**
 * The keys of seals: the newest makes seals, all of them check. A seal is a byte for the form of
 * its row's kind, the id of its key (8 bytes) and the code (32 bytes). So the master key can be
 * changed while rows sealed under the earlier one still exist. Safe for use by many threads. Not
 * final, so that a benchmark can run without them.
 */
public class SealKeys implements AutoCloseable {

  private final SealCodes codes;

  SealKeys(List<Key256> keys) {
    this.codes = new SealCodes(keys);
  }

  /**
   * Keys that are derived from the master key, which makes seals, and from those that were in its
   * place before, whose seals are good still.
   */
  public static SealKeys of(ServiceMasterKey master) {
    return new SealKeys(master.deriveAll(Purpose.ROW_SEAL));
  }

  byte[] seal(SealedRow row) {
    return codes.seal(row.kind().form(), row.encoded());
  }

  SealFinding check(SealedRow row, byte[] seal) {
    return switch (codes.check(row.kind().form(), row.encoded(), seal)) {
      case AUTHENTIC -> SealFinding.AUTHENTIC;
      case NONE -> SealFinding.UNSEALED;
      case UNKNOWN_KEY -> SealFinding.UNKNOWN_KEY;
      case OTHER -> SealFinding.CHANGED;
    };
  }

  /** Tells whether a row has a good seal of a form before the present one, this one or later. */
  boolean isOfOlderForm(SealedRow row, byte[] seal, int first) {
    return seal.length == SealCodes.SEAL_BYTES
        && seal[0] >= first
        && seal[0] < row.kind().form()
        && codes.check(seal[0], row.encoded(seal[0]), seal) == SealCodes.Finding.AUTHENTIC;
  }

  /** Overwrites the keys. */
  @Override
  public void close() {
    codes.close();
  }
}
