package dev.freehold.server.certificates;

import dev.freehold.web.tls.LocalAuthority;
import java.nio.file.Path;

/**
 * The certificate authority that clients of a server have to trust, with its file and fingerprint.
 * Immutable.
 *
 * @param path its certificate as PEM
 * @param sha256 the certificate's fingerprint as the shell shows it before you trust it: 32 pairs
 *     of capital hexadecimal digits between colons
 */
public record AuthorityFile(Path path, String sha256) {

  /** The file of {@code authority}. */
  public static AuthorityFile of(LocalAuthority authority) {
    return new AuthorityFile(authority.certificateFile(), authority.fingerprint());
  }

  /**
   * Two lines of text: its path, and the SHA-256 to compare when a client asks whether to trust it.
   */
  public String shown() {
    return "%s%n  SHA-256 %s".formatted(path, sha256);
  }
}
