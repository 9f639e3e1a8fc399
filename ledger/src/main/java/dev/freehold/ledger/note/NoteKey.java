package dev.freehold.ledger.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An Ed25519 key pair that signs notes or cosigns checkpoints. Never printed. Safe for use by many
 * threads.
 *
 * <p>A pair is for one use: as the key of a log under any of its names, or as the key of one
 * witness.
 */
public final class NoteKey {

  private static final int SEED_BYTES = 32;

  /** The length of {@link #encoded}. */
  public static final int ENCODED_BYTES = SEED_BYTES + Ed25519.PUBLIC_KEY_BYTES;

  /** What stands before the 32 bytes of the private key in a PKCS #8 structure (RFC 8410). */
  private static final byte[] PRIVATE_PREFIX =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  private final PrivateKey privateKey;
  private final byte[] publicKey;

  private NoteKey(PrivateKey privateKey, byte[] publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** A new pair. */
  public static NoteKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(Ed25519.NAME).generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      return new NoteKey(
          pair.getPrivate(),
          Arrays.copyOfRange(encoded, encoded.length - Ed25519.PUBLIC_KEY_BYTES, encoded.length));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("Java 25 has Ed25519", e);
    }
  }

  /**
   * Reads what {@link #encoded} gave. The caller overwrites the array.
   *
   * @throws MalformedNoteException if it is no key pair
   */
  public static NoteKey decode(byte[] encoded) {
    if (encoded.length != ENCODED_BYTES) {
      throw new MalformedNoteException(
          "a key pair has %d bytes, got %d".formatted(ENCODED_BYTES, encoded.length));
    }
    byte[] pkcs8 =
        ByteBuffer.allocate(PRIVATE_PREFIX.length + SEED_BYTES)
            .put(PRIVATE_PREFIX)
            .put(encoded, 0, SEED_BYTES)
            .array();
    try {
      PrivateKey privateKey =
          KeyFactory.getInstance(Ed25519.NAME).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      NoteKey key = new NoteKey(privateKey, Arrays.copyOfRange(encoded, SEED_BYTES, ENCODED_BYTES));
      byte[] probe = "a pair".getBytes(StandardCharsets.US_ASCII);
      if (!Ed25519.verify(key.publicKey, probe, key.sign(probe))) {
        throw new MalformedNoteException("the two halves of the key pair do not belong together");
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("any 32 bytes are a private key of Ed25519", e);
    } finally {
      Arrays.fill(pkcs8, (byte) 0);
    }
  }

  /** The private and the public half, for sealing or for a file; the caller overwrites them. */
  public byte[] encoded() {
    byte[] pkcs8 = privateKey.getEncoded();
    try {
      return ByteBuffer.allocate(ENCODED_BYTES)
          .put(pkcs8, pkcs8.length - SEED_BYTES, SEED_BYTES)
          .put(publicKey)
          .array();
    } finally {
      Arrays.fill(pkcs8, (byte) 0);
    }
  }

  /** The public half under this name, for this use. */
  public VerifierKey verifier(String name, VerifierKey.Use use) {
    return VerifierKey.of(name, use, publicKey);
  }

  /** Signs a note's text under {@code name}; the same text gives the same signature. */
  public NoteSignature sign(String name, String text) {
    return new NoteSignature(
        name,
        verifier(name, VerifierKey.Use.NOTE).id(),
        sign(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Cosigns a checkpoint's text as the witness {@code name}, as of {@code time}. */
  public NoteSignature cosign(String name, String text, Instant time) {
    long second = time.getEpochSecond();
    Cosignature cosignature = new Cosignature(second, sign(Cosignature.message(second, text)));
    return new NoteSignature(
        name, verifier(name, VerifierKey.Use.COSIGNATURE).id(), cosignature.bytes());
  }

  private byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(Ed25519.NAME);
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("an Ed25519 key signs", e);
    }
  }

  /** Names the type, without any of the key. */
  @Override
  public String toString() {
    return "NoteKey[Ed25519]";
  }
}
