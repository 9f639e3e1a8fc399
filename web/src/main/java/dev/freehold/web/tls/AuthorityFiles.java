package dev.freehold.web.tls;

import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import dev.freehold.web.files.StateFile;
import dev.freehold.web.tls.CertificateFactory.Validity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * The files of a local authority: {@code ca.key}, while a second one is beside it {@code
 * ca-next.key}, and {@code ca.pem} with the certificates of both and of earlier ones that are still
 * valid. A key goes to disk before its certificate, so a certificate that servers use has its key
 * whenever the process ends.
 */
final class AuthorityFiles {

  private static final Duration LIFE = Duration.ofDays(3650);
  private static final int MAX_CERTIFICATES = 4;
  private static final X500Name NAME = new X500Name("CN=Freehold local authority");
  private static final Object THIS_PROCESS = new Object();

  private final Path folder;
  private final StateFile key;
  private final StateFile nextKey;
  private final StateFile certificates;

  AuthorityFiles(Path folder) {
    this.folder = folder;
    this.key = StateFile.secret(folder.resolve("ca.key"));
    this.nextKey = StateFile.secret(folder.resolve("ca-next.key"));
    this.certificates = StateFile.readable(certificateFile());
  }

  /**
   * What is on disk.
   *
   * @param present signs, unless the names or the time ask for the next
   * @param next what servers go over to
   * @param all whom clients trust, newest first
   */
  record Content(AuthorityKey present, Optional<AuthorityKey> next, List<X509Certificate> all) {

    String use(X509Certificate certificate) {
      if (certificate.equals(present.certificate())) {
        return "in use";
      }
      return next.filter(other -> other.certificate().equals(certificate)).isPresent()
          ? "to come"
          : "earlier";
    }
  }

  Path certificateFile() {
    return folder.resolve("ca.pem");
  }

  boolean exist() {
    return certificates.exists();
  }

  FileStamp stamp() {
    return FileStamp.of(List.of(folder.resolve("ca.key"), certificateFile()));
  }

  /** Does work that no other process and thread changes the files during. */
  <T> T alone(Supplier<T> work) {
    synchronized (THIS_PROCESS) {
      try {
        Files.createDirectories(folder);
        try (FileChannel channel =
                FileChannel.open(
                    folder.resolve("ca.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock _ = channel.lock()) {
          return work.get();
        }
      } catch (IOException e) {
        throw unwritable(e);
      }
    }
  }

  Content read() {
    byte[] pem = certificates.read();
    List<X509Certificate> all = Pem.toCertificates(pem, certificateFile());
    PrivateKey presentKey = readKey(key);
    X509Certificate present =
        all.stream()
            .filter(certificate -> areOne(presentKey, certificate))
            .findFirst()
            .orElseThrow(
                () ->
                    new WebException(
                        WebError.AUTHORITY,
                        "%s has no certificate of the key beside it; restore both from a backup"
                            .formatted(certificateFile())));
    return new Content(new AuthorityKey(presentKey, present), next(all), List.copyOf(all));
  }

  private Optional<AuthorityKey> next(List<X509Certificate> all) {
    if (!nextKey.exists()) {
      return Optional.empty();
    }
    PrivateKey other = readKey(nextKey);
    return all.stream()
        .filter(certificate -> areOne(other, certificate))
        .findFirst()
        .map(certificate -> new AuthorityKey(other, certificate));
  }

  void makeFirst(List<String> domains, Instant now) {
    writeCertificates(List.of(make(key, domains, now)), now);
  }

  /** Makes another beside the present one; its certificate is the first from now on. */
  void makeNext(List<String> domains, List<X509Certificate> others, Instant now) {
    List<X509Certificate> all = new ArrayList<>();
    all.add(make(nextKey, domains, now));
    all.addAll(others);
    writeCertificates(all, now);
  }

  /** The next is the present one from now on. The old key is gone, its certificate stays. */
  void goOver() {
    try {
      Files.move(
          folder.resolve("ca-next.key"),
          folder.resolve("ca.key"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      StateFile.flushFolder(folder);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void writeCertificates(List<X509Certificate> all, Instant now) {
    String text =
        all.stream()
            .filter(certificate -> certificate.getNotAfter().toInstant().isAfter(now))
            .limit(MAX_CERTIFICATES)
            .map(Pem::ofCertificate)
            .collect(Collectors.joining());
    certificates.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static X509Certificate make(StateFile file, List<String> domains, Instant now) {
    KeyPair keys = CertificateFactory.newKeyPair();
    byte[] pem = Pem.ofPrivateKey(keys.getPrivate());
    try {
      file.write(pem);
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
    Validity validity = new Validity(now.minus(AuthorityKey.CLOCK_SKEW), now.plus(LIFE));
    return CertificateFactory.authority(keys, NAME, domains, validity);
  }

  private static PrivateKey readKey(StateFile file) {
    byte[] pem = file.read();
    try {
      return Pem.toEcPrivateKey(pem);
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
  }

  /** Tells whether the certificate is for the key: what one signs, the other verifies. */
  static boolean areOne(PrivateKey key, X509Certificate certificate) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    try {
      byte[] text = "one".getBytes(StandardCharsets.US_ASCII);
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(text);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(certificate.getPublicKey());
      verifier.update(text);
      return verifier.verify(signature);
    } catch (GeneralSecurityException otherKind) {
      return false;
    }
  }

  private WebException unwritable(IOException cause) {
    return new WebException(
        WebError.SECRET_FILE,
        "the folder %s cannot be written; check its permissions and free space".formatted(folder),
        cause);
  }
}
