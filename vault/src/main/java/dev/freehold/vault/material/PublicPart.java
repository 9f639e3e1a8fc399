package dev.freehold.vault.material;

/** The public part of a key. Immutable. */
public sealed interface PublicPart permits RsaPublic, EcPublic, OctPublic {

  /** The family. */
  KeyKind kind();

  /**
   * The stored form, byte for byte, which the sealed private part is bound to: a
   * SubjectPublicKeyInfo, or for symmetric keys what they are like.
   */
  byte[] encode();

  /** What the key is like; {@code hardware} tells whether it is marked {@code -HSM}. */
  KeySpecification specification(boolean hardware);

  /**
   * Reads the stored form.
   *
   * @throws dev.freehold.vault.VaultException SEALED_KEY if it is not of this kind; an RSA key may
   *     say so only when its numbers are asked for
   */
  static PublicPart decode(KeyKind kind, byte[] encoded) {
    return switch (kind) {
      case RSA -> new RsaPublic(encoded);
      case EC -> EcPublic.decode(encoded);
      case OCT -> OctPublic.decode(encoded);
    };
  }
}
