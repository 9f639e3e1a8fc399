package dev.freehold.ledger.note;

import dev.freehold.crypto.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A public key with the name under which it signs and what it signs: the "vkey" of signed notes,
 * {@code <name>+<key id>+<base64>}. Immutable.
 */
public final class VerifierKey {

  private static final int ID_CHARS = 8;

  private final String name;
  private final int id;
  private final Use use;
  private final byte[] publicKey;

  private VerifierKey(String name, Use use, byte[] publicKey) {
    this.name = NoteLines.requireName(name);
    this.use = use;
    this.publicKey = publicKey;
    this.id = idOf(name, use, publicKey);
  }

  /** What a key signs, which is part of its id. */
  public enum Use {
    /** Notes as such: the signature of a log. */
    NOTE(1),
    /** Cosignatures of version 1, which state a time: the signature of a witness. */
    COSIGNATURE(4);

    private final byte type;

    Use(int type) {
      this.type = (byte) type;
    }
  }

  /**
   * The key of this name and use.
   *
   * @param publicKey the 32 bytes of RFC 8032
   * @throws MalformedNoteException if the name cannot be a key's
   */
  public static VerifierKey of(String name, Use use, byte[] publicKey) {
    if (publicKey.length != Ed25519.PUBLIC_KEY_BYTES) {
      throw new MalformedNoteException(
          "an Ed25519 key has %d bytes, got %d"
              .formatted(Ed25519.PUBLIC_KEY_BYTES, publicKey.length));
    }
    return new VerifierKey(name, use, publicKey.clone());
  }

  /**
   * Reads a vkey.
   *
   * @throws MalformedNoteException if it is not the vkey of an Ed25519 key, or its id is not that
   *     of the name and the key
   */
  public static VerifierKey parse(String vkey) {
    if (vkey.length() > NoteLimits.MAX_VERIFIER_KEY_CHARS) {
      throw malformed();
    }
    // The base64 may have a plus too; the name and the id have none.
    String[] parts = vkey.split("\\+", 3);
    if (parts.length != 3 || parts[1].length() != ID_CHARS) {
      throw malformed();
    }
    byte[] material = NoteLines.base64(parts[2], "the last part of a verifier key");
    if (material.length != 1 + Ed25519.PUBLIC_KEY_BYTES) {
      throw malformed();
    }
    VerifierKey key =
        of(parts[0], useOf(material[0]), Arrays.copyOfRange(material, 1, material.length));
    if (!HexFormat.of().toHexDigits(key.id).equals(parts[1])) {
      throw new MalformedNoteException(
          "the key id is not that of the name and the key; copy the whole verifier key");
    }
    return key;
  }

  private static Use useOf(byte type) {
    for (Use use : Use.values()) {
      if (use.type == type) {
        return use;
      }
    }
    throw new MalformedNoteException(
        "a verifier key is an Ed25519 key for notes (type 1) or for cosignatures (type 4)");
  }

  private static int idOf(String name, Use use, byte[] publicKey) {
    MessageDigest digest = Sha256.digest();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(use.type);
    byte[] hash = digest.digest(publicKey);
    return ByteBuffer.wrap(hash).getInt();
  }

  private static MalformedNoteException malformed() {
    return new MalformedNoteException(
        "a verifier key is NAME+ID+BASE64, the id 8 hexadecimal digits in lower case");
  }

  /** The name in signature lines. */
  public String name() {
    return name;
  }

  /** The first four bytes of the hash of name, use and key. */
  int id() {
    return id;
  }

  /**
   * What tells the key from others, whatever its name and its use: the SHA-256 of the public key in
   * DER (SubjectPublicKeyInfo), as 64 lower-case hexadecimal digits.
   */
  public String fingerprint() {
    return Sha256.hex(Ed25519.der(publicKey));
  }

  /** A signature whose bytes were made elsewhere, in a token; it need not be right. */
  public NoteSignature signature(byte[] bytes) {
    return new NoteSignature(name, id, bytes);
  }

  /** The kind of notes that the key signs. */
  public Use use() {
    return use;
  }

  /** Whether {@code signature} says that it is this key's. */
  boolean isNamedBy(NoteSignature signature) {
    return signature.name().equals(name) && signature.keyId() == id;
  }

  /** Whether {@code signature} over {@code text} is this key's and right. */
  boolean verifies(String text, NoteSignature signature) {
    if (!isNamedBy(signature)) {
      return false;
    }
    byte[] bytes = signature.bytes();
    return switch (use) {
      case NOTE -> Ed25519.verify(publicKey, text.getBytes(StandardCharsets.UTF_8), bytes);
      case COSIGNATURE ->
          Cosignature.parse(bytes)
              .filter(cosignature -> cosignature.verifies(publicKey, text))
              .isPresent();
    };
  }

  /** When the cosignature was made, of one that {@link #verifies}. */
  Optional<Instant> timeOf(NoteSignature signature) {
    return switch (use) {
      case NOTE -> Optional.empty();
      case COSIGNATURE -> Cosignature.parse(signature.bytes()).map(Cosignature::time);
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey key
        && name.equals(key.name)
        && use == key.use
        && Arrays.equals(publicKey, key.publicKey);
  }

  @Override
  public int hashCode() {
    return id;
  }

  /** The vkey. */
  @Override
  public String toString() {
    byte[] material = new byte[1 + publicKey.length];
    material[0] = use.type;
    System.arraycopy(publicKey, 0, material, 1, publicKey.length);
    return name + "+" + HexFormat.of().toHexDigits(id) + "+" + NoteLines.base64(material);
  }
}
