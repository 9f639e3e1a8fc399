package dev.freehold.custody.passkeys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.secrets.LetterGroups;
import dev.freehold.custody.secrets.SecretHash;
import java.util.Optional;

/**
 * A code that stands in for a passkey once: five groups of four small letters, 91 random bits. Only
 * its {@link SecretHash} is kept.
 *
 * @param letters without the hyphens
 */
public record RecoveryCode(String letters) {

  private static final LetterGroups FORM = LetterGroups.small(5);

  static RecoveryCode generate(RandomSource random) {
    return new RecoveryCode(FORM.generate(random));
  }

  /** What somebody typed, if it has the form of a code. */
  static Optional<RecoveryCode> of(String typed) {
    return FORM.parse(typed).map(RecoveryCode::new);
  }

  SecretHash hash() {
    return SecretHash.of(letters.getBytes(US_ASCII));
  }

  /** As it is shown to its owner, once. */
  public String shown() {
    return FORM.shown(letters);
  }

  /** Never shows the code. */
  @Override
  public String toString() {
    return "RecoveryCode[]";
  }
}
