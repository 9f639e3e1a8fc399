package dev.freehold.custody.people;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.secrets.LetterGroups;
import dev.freehold.custody.secrets.SecretHash;
import java.util.Optional;

/**
 * A password for one mail program, which the server makes up: six groups of four small letters, 110
 * random bits. Whoever types it on a phone needs neither the hyphens nor small letters. Only its
 * {@link SecretHash} is kept.
 *
 * @param letters without the hyphens
 */
public record AppPassword(String letters) {

  private static final LetterGroups FORM = LetterGroups.small(6);

  static AppPassword generate(RandomSource random) {
    return new AppPassword(FORM.generate(random));
  }

  /**
   * What somebody typed, if it has the form of an app password. Passwords that people choose may
   * have it too.
   */
  static Optional<AppPassword> of(Password presented) {
    return FORM.parse(presented.text()).map(AppPassword::new);
  }

  SecretHash hash() {
    return SecretHash.of(letters.getBytes(US_ASCII));
  }

  /** As it is shown to its owner, once. */
  public String shown() {
    return FORM.shown(letters);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "AppPassword[]";
  }
}
