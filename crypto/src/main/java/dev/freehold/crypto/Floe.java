package dev.freehold.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;

/**
 * The content format: FLOE (c2sp.org/FLOE) with AES-256-GCM and HKDF-Expand-SHA-384.
 *
 * <p>A sealed object is a header that commits to key, associated data and segment length, then
 * segments that are each authenticated in their place. It takes bounded memory to seal and open at
 * any length, allows random access, and no byte is released before its segment verified. The
 * initialisation vector and all nonces are drawn here and never the caller's choice. Safe for use
 * by many threads; the streams and readers it makes are each for one.
 */
public final class Floe {

  /** Length of the header in bytes. */
  public static final int HEADER_BYTES = FloeHeader.LENGTH_BYTES;

  private final CryptoSuite suite;
  private final FloeRules rules;

  /** Uses the ciphers and the random source of {@code suite}. */
  public Floe(CryptoSuite suite) {
    this(suite, FloeRules.STANDARD);
  }

  Floe(CryptoSuite suite, FloeRules rules) {
    this.suite = suite;
    this.rules = rules;
  }

  /**
   * Writes the header to {@code out} and returns the stream to write the plaintext to.
   *
   * @param aad names what the object is; at most {@link CryptoLimits#MAX_ASSOCIATED_DATA_BYTES}
   */
  public FloeSealer sealTo(OutputStream out, Key256 key, byte[] aad, FloeParameters parameters)
      throws IOException {
    SegmentCipher cipher = startObject(out, key, aad, parameters);
    return new FloeSealer(out, new SegmentWriter(out, cipher, parameters), parameters);
  }

  /**
   * Reads and checks the header of {@code in} and returns the stream of the plaintext. That stream
   * throws {@link CryptoException} instead of releasing a byte that is not authenticated, or of
   * ending before the object does; closing it closes {@code in}.
   *
   * @throws CryptoException {@link CryptoError#HEADER_INVALID}
   */
  public InputStream open(InputStream in, Key256 key, byte[] aad, Set<FloeParameters> allowed)
      throws IOException {
    return openStream(in, key, aad, allowed);
  }

  /**
   * Opens an object for random access; checks its header and its final segment.
   *
   * @throws CryptoException {@link CryptoError#HEADER_INVALID}, {@link CryptoError#TRUNCATED},
   *     {@link CryptoError#SEGMENT_INVALID} if the length of {@code source} is not the object's
   */
  public FloeReader openAt(
      SeekableSource source, Key256 key, byte[] aad, Set<FloeParameters> allowed)
      throws IOException {
    long sealedBytes = source.length();
    byte[] header = new byte[HEADER_BYTES];
    int count = (int) Math.min(HEADER_BYTES, sealedBytes);
    source.readFully(0, header, 0, count);
    FloeParameters parameters = FloeHeader.parameters(header, count, allowed);
    SegmentCipher cipher = cipherFor(header, key, aad);
    try {
      return new FloeReader(source, sealedBytes, cipher, parameters);
    } catch (IOException | RuntimeException e) {
      cipher.close();
      throw e;
    }
  }

  /** The same for a plaintext of which nobody said how long it is. */
  public long seal(
      InputStream in, OutputStream out, Key256 key, byte[] aad, FloeParameters parameters)
      throws IOException {
    return seal(in, out, key, aad, parameters, parameters.plaintextSegmentBytes());
  }

  /**
   * Seals all of {@code in} to {@code out} as one whole object; closes neither.
   *
   * @param expectedBytes how much will most likely come: buffers begin with room for it
   * @return the length of the plaintext in bytes
   */
  public long seal(
      InputStream in,
      OutputStream out,
      Key256 key,
      byte[] aad,
      FloeParameters parameters,
      long expectedBytes)
      throws IOException {
    SegmentCipher cipher = startObject(out, key, aad, parameters);
    try (StreamSealer sealer = new StreamSealer(out, cipher, parameters, expectedBytes)) {
      return sealer.sealAll(in);
    }
  }

  /**
   * Opens all of {@code in} to {@code out}; closes neither. If it throws, {@code out} has a true
   * beginning of the plaintext, which the caller must discard.
   *
   * @return the length of the plaintext in bytes
   * @throws CryptoException {@link CryptoError#HEADER_INVALID}, {@link
   *     CryptoError#SEGMENT_INVALID}, {@link CryptoError#TRUNCATED}, {@link
   *     CryptoError#TRAILING_DATA}
   */
  public long open(
      InputStream in, OutputStream out, Key256 key, byte[] aad, Set<FloeParameters> allowed)
      throws IOException {
    FloeInputStream plaintext = openStream(in, key, aad, allowed);
    try {
      return plaintext.transferTo(out);
    } finally {
      plaintext.forget();
    }
  }

  /** The length in bytes of an object with {@code plaintextBytes} of plaintext. */
  public static long sealedLength(long plaintextBytes, FloeParameters parameters) {
    if (plaintextBytes < 0) {
      throw new IllegalArgumentException("a length is at least 0, got " + plaintextBytes);
    }
    long segments = Math.max(1, Math.ceilDiv(plaintextBytes, parameters.plaintextSegmentBytes()));
    return HEADER_BYTES + plaintextBytes + segments * SegmentCipher.FRAMING_BYTES;
  }

  /** Writes the header, and returns what seals the segments. */
  private SegmentCipher startObject(
      OutputStream out, Key256 key, byte[] aad, FloeParameters parameters) throws IOException {
    CryptoLimits.requireAssociatedData(aad);
    byte[] header = FloeHeader.untagged(parameters, suite.random().bytes(FloeHeader.IV_BYTES));
    FloeKeys keys = FloeKeys.derive(rules, key, header, aad);
    try {
      FloeHeader.writeTag(header, keys.headerTag());
      out.write(header);
      return new SegmentCipher(suite, rules, keys);
    } catch (IOException | RuntimeException e) {
      keys.close();
      throw e;
    }
  }

  private FloeInputStream openStream(
      InputStream in, Key256 key, byte[] aad, Set<FloeParameters> allowed) throws IOException {
    byte[] header = new byte[HEADER_BYTES];
    int count = in.readNBytes(header, 0, HEADER_BYTES);
    FloeParameters parameters = FloeHeader.parameters(header, count, allowed);
    return new FloeInputStream(in, cipherFor(header, key, aad), parameters);
  }

  /** Checks the header's tag before anything is made of its keys. */
  private SegmentCipher cipherFor(byte[] header, Key256 key, byte[] aad) {
    CryptoLimits.requireAssociatedData(aad);
    FloeKeys keys = FloeKeys.derive(rules, key, header, aad);
    try {
      FloeHeader.requireTag(header, keys.headerTag());
      return new SegmentCipher(suite, rules, keys);
    } catch (RuntimeException e) {
      keys.close();
      throw e;
    }
  }
}
