package dev.freehold.content.store;

import dev.freehold.content.ContentException;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Decrypts a blob and seals its content into another blob under another key. Plaintext is in memory
 * only, one segment at a time.
 */
public final class BlobReseal {

  private final ObjectOpener opener;
  private final ObjectSealer sealer;
  private final KeyAccess keys;
  private final LongSupplier nanoTime;

  /** Seals blobs of the objects that {@code parts} has. */
  public BlobReseal(StoreParts parts) {
    this.opener = new ObjectOpener(parts);
    this.sealer = new ObjectSealer(parts);
    this.keys = parts.keys();
    this.nanoTime = parts.nanoTime();
  }

  /** Seals the object of {@code row} again, as the other method does, and watches nothing. */
  public SealedObject sealAgain(
      ContentOwner owner, ObjectRow row, OwnerKey from, OwnerKey to, Requester requester) {
    return sealAgain(owner, row, from, to, requester, UnaryOperator.identity());
  }

  /**
   * Seals the object of {@code row} again. Both keys are asked for again on the way.
   *
   * @param owner whose object it has to be
   * @param watch is put around the plaintext, to see how much of it has passed
   * @throws dev.freehold.custody.KeyAccessException if one of the keys is not given any more
   * @throws ContentException {@code object-corrupt} if the blob is not what was sealed, which is
   *     then marked in the object's row if there is one; or what the blob store says
   */
  public SealedObject sealAgain(
      ContentOwner owner,
      ObjectRow row,
      OwnerKey from,
      OwnerKey to,
      Requester requester,
      UnaryOperator<InputStream> watch) {
    KeyCheck mayRead = new KeyCheck(keys, from.keyId(), requester, nanoTime);
    KeyCheck mayWrite = new KeyCheck(keys, to.keyId(), requester, nanoTime);
    try (ObjectReader reader = opener.open(owner, row, from, mayRead);
        InputStream plaintext = watch.apply(reader.stream())) {
      InputStream checked =
          new BoundedInput(
              plaintext, OptionalLong.of(row.plaintextBytes()), row.plaintextBytes(), mayWrite);
      return sealer.sealAgain(owner, to, row, checked);
    } catch (IOException impossible) {
      // Readers and writers of the store say what failed by ContentException.
      throw new UncheckedIOException(impossible);
    }
  }
}
