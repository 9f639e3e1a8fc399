package dev.freehold.server.config;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.web.tls.CertificateFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The keys of one listener that name a certificate of one's own.
 *
 * @param prefix how they begin
 */
record TlsSettings(
    String prefix,
    Setting<Optional<Path>> certificate,
    Setting<Optional<Path>> key,
    Setting<Optional<Path>> keystore,
    Setting<Secret> password) {

  static final TlsSettings API = of("freehold.api.tls", "the REST API").onlyForServe();
  static final TlsSettings VAULT = of("freehold.vault.tls", "the key vaults, for *.SUFFIX");
  static final TlsSettings S3 = of("freehold.files.s3.tls", "S3").onlyForServe();
  static final TlsSettings IMAP = of("freehold.imap.tls", "IMAP and LMTP").onlyForServe();

  private static TlsSettings of(String prefix, String listener) {
    return new TlsSettings(
        prefix,
        Setting.open(
            prefix + ".certificate",
            "A PEM file with the certificate of %s and its chain in order; read again within 10 s"
                    .formatted(listener)
                + " of a change. Empty for the local authority's.",
            Kind.optional(Kind.path()),
            ""),
        Setting.open(
            prefix + ".key",
            "A PEM file, mode 0600 or 0640, with the certificate's key, not encrypted.",
            Kind.optional(Kind.path()),
            ""),
        Setting.open(
            prefix + ".keystore",
            "A PKCS #12 file, mode 0600 or 0640, instead of certificate and key.",
            Kind.optional(Kind.path()),
            ""),
        Setting.secret(prefix + ".keystore-password", "The password of the PKCS #12 file."));
  }

  private TlsSettings onlyForServe() {
    return new TlsSettings(
        prefix,
        certificate.onlyForServe(),
        key.onlyForServe(),
        keystore.onlyForServe(),
        password.onlyForServe());
  }

  List<Setting<?>> all() {
    return List.of(certificate, key, keystore, password);
  }

  /** What is configured; empty for the local authority. */
  Optional<CertificateFiles> files(Configuration c) {
    CertificateFiles files =
        new CertificateFiles(
            c.get(certificate), c.get(key), c.get(keystore), c.get(password).reveal());
    boolean isPem = files.certificate().isPresent() && files.key().isPresent();
    boolean hasPem = files.certificate().isPresent() || files.key().isPresent();
    boolean hasStore = files.keystore().isPresent();
    if (hasPem != isPem || (hasPem && hasStore) || (c.get(password).isPresent() && !hasStore)) {
      throw new ServerException(
          ServerError.CONFIGURATION_INVALID,
          "%s: give certificate and key, or keystore with keystore-password, or none of them"
              .formatted(prefix));
    }
    return isPem || hasStore ? Optional.of(files) : Optional.empty();
  }
}
