package dev.freehold.web.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of an operator's own certificate: a chain and a key as PEM, or both in one PKCS #12
 * file.
 *
 * @param certificate the chain as PEM, the server's certificate first
 * @param key its key as PEM, not encrypted: PKCS #8, or RSA or EC as OpenSSL writes them
 * @param keystore a PKCS #12 file instead of these two
 * @param password of that file; it stays in memory, because the file is read again when it changes
 */
public record CertificateFiles(
    Optional<Path> certificate, Optional<Path> key, Optional<Path> keystore, String password) {

  /** The files, in the order of the parameters. */
  List<Path> all() {
    return Stream.of(certificate, key, keystore).flatMap(Optional::stream).toList();
  }

  @Override
  public String toString() {
    return all().toString();
  }
}
