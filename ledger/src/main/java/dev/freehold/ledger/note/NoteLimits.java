package dev.freehold.ledger.note;

/** The limits on input from others, in one place. */
public final class NoteLimits {

  /** A signed note with all its signatures. */
  public static final int MAX_NOTE_BYTES = 64 << 10;

  /** A proof: its hashes, extra data and a checkpoint. */
  public static final int MAX_PROOF_BYTES = 128 << 10;

  /** Signature lines of one note; the standard asks for 16 at least. */
  public static final int MAX_SIGNATURES = 64;

  /** A verifier key, as it is handed around. */
  public static final int MAX_VERIFIER_KEY_CHARS = 512;

  /** The name of a key that we make or trust. */
  static final int MAX_NAME_CHARS = 255;

  /** Extra data of a proof, in base64; entries have at most 65,535 bytes. */
  static final int MAX_EXTRA_CHARS = 88 << 10;

  private NoteLimits() {}
}
