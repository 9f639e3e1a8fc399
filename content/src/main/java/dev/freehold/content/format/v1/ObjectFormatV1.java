package dev.freehold.content.format.v1;

import dev.freehold.content.format.ObjectFormat;
import dev.freehold.content.format.ObjectIdentity;
import dev.freehold.content.format.ObjectPlaintext;
import dev.freehold.crypto.CryptoError;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Floe;
import dev.freehold.crypto.FloeParameters;
import dev.freehold.crypto.FloeReader;
import dev.freehold.crypto.SeekableSource;
import dev.freehold.custody.OwnerKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;

/** {@code "FHO1" | owner key id | blob id | FLOE}, bound to tenant, owner key and blob. */
public final class ObjectFormatV1 implements ObjectFormat {

  /** Objects of a known length up to this have segments of 64 KiB, all others of 256 KiB. */
  static final long SMALL_OBJECT_MAX_BYTES = 4 << 20;

  private static final Set<FloeParameters> ALLOWED =
      Set.of(FloeParameters.SEGMENT_64_KIB, FloeParameters.SEGMENT_256_KIB);
  private static final int ASSOCIATED_DATA_BYTES = 3 * 16;

  private final Floe floe;

  /** Uses the ciphers of {@code suite}. */
  public ObjectFormatV1(CryptoSuite suite) {
    this.floe = new Floe(suite);
  }

  /**
   * Reads what a blob says of itself, not yet authenticated.
   *
   * @throws CryptoException {@code object-truncated} or {@code object-header-invalid} if this is
   *     not the beginning of an object of this version
   */
  public static ObjectIdentity identify(SeekableSource blob) throws IOException {
    return ObjectPrefix.read(blob);
  }

  @Override
  public long seal(
      InputStream plaintext,
      OutputStream blob,
      OwnerKey owner,
      UUID blobId,
      OptionalLong knownBytes)
      throws IOException {
    ObjectIdentity identity = new ObjectIdentity(owner.keyId(), blobId);
    blob.write(ObjectPrefix.encode(identity));
    FloeParameters parameters = parametersFor(knownBytes);
    return floe.seal(
        plaintext,
        blob,
        owner.key(),
        associatedData(owner.tenantId(), identity),
        parameters,
        knownBytes.orElse(parameters.plaintextSegmentBytes()));
  }

  @Override
  public ObjectPlaintext open(SeekableSource blob, OwnerKey owner, UUID blobId) throws IOException {
    ObjectIdentity expected = new ObjectIdentity(owner.keyId(), blobId);
    if (!ObjectPrefix.read(blob).equals(expected)) {
      throw new CryptoException(
          CryptoError.HEADER_INVALID, "the blob is another object's; restore it from a copy");
    }
    SeekableSource sealed = new Suffix(blob, ObjectPrefix.LENGTH_BYTES);
    return new Opened(
        floe.openAt(sealed, owner.key(), associatedData(owner.tenantId(), expected), ALLOWED));
  }

  @Override
  public long maxBlobBytes(long plaintextBytes) {
    // The smaller segments have the larger overhead.
    return ObjectPrefix.LENGTH_BYTES
        + Floe.sealedLength(plaintextBytes, FloeParameters.SEGMENT_64_KIB);
  }

  private static FloeParameters parametersFor(OptionalLong knownBytes) {
    boolean small = knownBytes.isPresent() && knownBytes.getAsLong() <= SMALL_OBJECT_MAX_BYTES;
    return small ? FloeParameters.SEGMENT_64_KIB : FloeParameters.SEGMENT_256_KIB;
  }

  private static byte[] associatedData(UUID tenantId, ObjectIdentity identity) {
    ByteBuffer buffer = ByteBuffer.allocate(ASSOCIATED_DATA_BYTES);
    ObjectPrefix.put(buffer, tenantId);
    ObjectPrefix.put(buffer, identity.ownerKeyId());
    ObjectPrefix.put(buffer, identity.blobId());
    return buffer.array();
  }

  private record Opened(FloeReader reader) implements ObjectPlaintext {

    @Override
    public long length() {
      return reader.length();
    }

    @Override
    public InputStream stream(long from, long length) {
      return reader.stream(from, length);
    }

    @Override
    public void close() {
      reader.close();
    }
  }

  private record Suffix(SeekableSource whole, int skippedBytes) implements SeekableSource {

    @Override
    public long length() throws IOException {
      return whole.length() - skippedBytes;
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int length) throws IOException {
      whole.readFully(position + skippedBytes, target, offset, length);
    }

    @Override
    public Bytes bytes(long position, int length, IntFunction<byte[]> room) throws IOException {
      return whole.bytes(position + skippedBytes, length, room);
    }
  }
}
