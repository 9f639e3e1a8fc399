package dev.freehold.vault.material;

import static dev.freehold.vault.material.EncryptionAlgorithm.Mode.CBC;
import static dev.freehold.vault.material.EncryptionAlgorithm.Mode.CBC_PADDED;
import static dev.freehold.vault.material.EncryptionAlgorithm.Mode.GCM;
import static dev.freehold.vault.material.EncryptionAlgorithm.Mode.KEY_WRAP;
import static dev.freehold.vault.material.EncryptionAlgorithm.Mode.KEY_WRAP_PADDED;
import static dev.freehold.vault.material.EncryptionAlgorithm.Mode.OAEP_SHA1;
import static dev.freehold.vault.material.EncryptionAlgorithm.Mode.OAEP_SHA256;

import java.util.Arrays;
import java.util.Optional;

/**
 * The algorithms that encrypt data and wrap keys. RSA1_5 is missing on purpose: if answers tell
 * good padding from bad, a stranger can decrypt.
 */
public enum EncryptionAlgorithm {
  RSA_OAEP("RSA-OAEP", OAEP_SHA1, 0),
  RSA_OAEP_256("RSA-OAEP-256", OAEP_SHA256, 0),
  A128GCM("A128GCM", GCM, 128),
  A192GCM("A192GCM", GCM, 192),
  A256GCM("A256GCM", GCM, 256),
  A128KW("A128KW", KEY_WRAP, 128),
  A192KW("A192KW", KEY_WRAP, 192),
  A256KW("A256KW", KEY_WRAP, 256),
  A128CBC("A128CBC", CBC, 128),
  A192CBC("A192CBC", CBC, 192),
  A256CBC("A256CBC", CBC, 256),
  A128CBCPAD("A128CBCPAD", CBC_PADDED, 128),
  A192CBCPAD("A192CBCPAD", CBC_PADDED, 192),
  A256CBCPAD("A256CBCPAD", CBC_PADDED, 256),
  /** Takes AES keys of any size. */
  CKM_AES_KEY_WRAP("CKM_AES_KEY_WRAP", KEY_WRAP, 0),
  /** Takes AES keys of any size. */
  CKM_AES_KEY_WRAP_PAD("CKM_AES_KEY_WRAP_PAD", KEY_WRAP_PADDED, 0);

  /** The mode of the algorithm. */
  public enum Mode {
    /** RFC 8017, 7.1, with SHA-1 in both places. */
    OAEP_SHA1(KeyKind.RSA),
    /** RFC 8017, 7.1, with SHA-256 in both places. */
    OAEP_SHA256(KeyKind.RSA),
    /** NIST SP 800-38D with 12 bytes of initialisation vector and 16 of tag. */
    GCM(KeyKind.OCT),
    /** NIST SP 800-38A, whole blocks; not authenticated. */
    CBC(KeyKind.OCT),
    /** The same with the padding of PKCS #7; not authenticated. */
    CBC_PADDED(KeyKind.OCT),
    /** RFC 3394. */
    KEY_WRAP(KeyKind.OCT),
    /** RFC 5649. */
    KEY_WRAP_PADDED(KeyKind.OCT);

    private final KeyKind kind;

    Mode(KeyKind kind) {
      this.kind = kind;
    }

    /** Tells whether it may be asked for by encrypt and decrypt. */
    public boolean forData() {
      return this != KEY_WRAP && this != KEY_WRAP_PADDED;
    }

    /** Tells whether it may be asked for by wrapKey and unwrapKey. */
    public boolean forKeys() {
      return kind == KeyKind.RSA || !forData();
    }

    /** Tells whether the caller brings the initialisation vector. */
    public boolean takesIv() {
      return this == CBC || this == CBC_PADDED;
    }
  }

  private final String word;
  private final Mode mode;
  private final int keyBits;

  EncryptionAlgorithm(String word, Mode mode, int keyBits) {
    this.word = word;
    this.mode = mode;
    this.keyBits = keyBits;
  }

  /** The member {@code alg}. */
  public String word() {
    return word;
  }

  /** The mode of the algorithm. */
  public Mode mode() {
    return mode;
  }

  /** Reads {@code alg}; empty for an unknown word. */
  public static Optional<EncryptionAlgorithm> of(String word) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.word.equals(word)).findFirst();
  }

  /**
   * Checks that a key of this kind and size is used with this algorithm.
   *
   * @throws MaterialException otherwise
   */
  public void requireKey(PublicPart key) {
    boolean fits = key.kind() == mode.kind && (keyBits == 0 || key.equals(new OctPublic(keyBits)));
    MaterialException.require(
        fits,
        () -> "Property alg has invalid value: %s does not go with this key.".formatted(word));
  }

  /**
   * Checks that {@code plain} can be encrypted with {@code key}, which goes with this algorithm.
   *
   * @throws MaterialException otherwise
   */
  public void requireFits(PublicPart key, Payload plain) {
    PlaintextRules.require(this, key, plain);
  }
}
