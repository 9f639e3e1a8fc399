package dev.freehold.custody.master;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import java.util.ArrayList;
import java.util.List;

/**
 * A new master key together with the earlier ones. Only the new key seals; the earlier ones still
 * open what they have sealed. Nothing is resealed, so each earlier key is needed for as long as
 * something sealed by it exists. Safe for use by many threads.
 */
public final class RotatedMasterKey implements ServiceMasterKey {

  private final ServiceMasterKey current;
  private final List<ServiceMasterKey> before;

  private RotatedMasterKey(ServiceMasterKey current, List<ServiceMasterKey> before) {
    this.current = current;
    this.before = before;
  }

  /**
   * Puts a key in the place of others; closing it closes all of them.
   *
   * @param before the newest first, {@link CustodyLimits#MAX_PREVIOUS_MASTER_KEYS} at most
   */
  public static ServiceMasterKey of(
      ServiceMasterKey current, List<? extends ServiceMasterKey> before) {
    if (before.size() > CustodyLimits.MAX_PREVIOUS_MASTER_KEYS) {
      throw new IllegalArgumentException("more master keys than have ever been in one place");
    }
    return before.isEmpty() ? current : new RotatedMasterKey(current, List.copyOf(before));
  }

  @Override
  public byte[] seal(Purpose purpose, byte[] associatedData, byte[] secret) {
    return current.seal(purpose, associatedData, secret);
  }

  @Override
  public byte[] open(Purpose purpose, byte[] associatedData, byte[] sealed) {
    try {
      return current.open(purpose, associatedData, sealed);
    } catch (CustodyException mismatch) {
      if (mismatch.error() != CustodyError.MASTER_KEY_MISMATCH) {
        throw mismatch;
      }
      return openByOneBefore(purpose, associatedData, sealed, mismatch);
    }
  }

  private byte[] openByOneBefore(
      Purpose purpose, byte[] associatedData, byte[] sealed, CustodyException mismatch) {
    for (ServiceMasterKey key : before) {
      try {
        return key.open(purpose, associatedData, sealed);
      } catch (CustodyException other) {
        if (other.error() != CustodyError.MASTER_KEY_MISMATCH) {
          throw other;
        }
      }
    }
    throw mismatch;
  }

  @Override
  public Key256 derive(Purpose purpose) {
    return current.derive(purpose);
  }

  @Override
  public List<Key256> deriveAll(Purpose purpose) {
    List<Key256> keys = new ArrayList<>(current.deriveAll(purpose));
    before.forEach(key -> keys.addAll(key.deriveAll(purpose)));
    return List.copyOf(keys);
  }

  @Override
  public void close() {
    current.close();
    before.forEach(ServiceMasterKey::close);
  }
}
