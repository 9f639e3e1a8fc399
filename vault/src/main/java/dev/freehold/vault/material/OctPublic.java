package dev.freehold.vault.material;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the public part of a symmetric key, which has none: its size, as the text {@code
 * oct|BITS|}.
 *
 * @param bits its size
 */
public record OctPublic(int bits) implements PublicPart {

  private static final Pattern FORM = Pattern.compile("oct\\|([0-9]{3})\\|");

  static OctPublic decode(byte[] encoded) {
    Matcher form = FORM.matcher(new String(encoded, StandardCharsets.US_ASCII));
    if (!form.matches()) {
      throw new VaultException(
          VaultError.SEALED_KEY, "a stored symmetric key cannot be read; restore the database");
    }
    return new OctPublic(Integer.parseInt(form.group(1)));
  }

  @Override
  public KeyKind kind() {
    return KeyKind.OCT;
  }

  @Override
  public byte[] encode() {
    return "oct|%d|".formatted(bits).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public KeySpecification specification(boolean hardware) {
    return new KeySpecification.Oct(hardware, bits);
  }
}
