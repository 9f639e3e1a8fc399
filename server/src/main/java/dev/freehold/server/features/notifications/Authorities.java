package dev.freehold.server.features.notifications;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.web.client.Certificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Whom notifications trust to vouch for receivers. */
final class Authorities {

  private static final long MAX_FILE_BYTES = 1 << 20;

  private Authorities() {}

  /**
   * A context that trusts whom this Java trusts and the authorities in a PEM file.
   *
   * @throws ServerException with {@code CONFIGURATION_INVALID} if the file is not that
   */
  static SSLContext context(Optional<Path> further) {
    if (further.isEmpty()) {
      return Certificates.context(Certificates.trustingPublic());
    }
    List<X509Certificate> all =
        new ArrayList<>(List.of(Certificates.trustingPublic().getAcceptedIssuers()));
    all.addAll(read(further.get()));
    return Certificates.context(Certificates.trusting(all));
  }

  private static List<X509Certificate> read(Path file) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw invalid(file, null);
      }
      return Certificates.ofPem(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IOException | CertificateException unreadable) {
      throw invalid(file, unreadable);
    }
  }

  private static ServerException invalid(Path file, Exception cause) {
    return new ServerException(
        ServerError.CONFIGURATION_INVALID,
        "%s is no PEM file with certificates; name one in freehold.notifications".formatted(file),
        cause);
  }
}
