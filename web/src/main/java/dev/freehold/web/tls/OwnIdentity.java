package dev.freehold.web.tls;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.web.WebException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An operator's own certificate. If its files change, the new one is used from the next handshake
 * on; if the new files do not belong together, the old one stays in use. Thread-safe.
 */
public final class OwnIdentity implements TlsIdentity {

  private static final Logger LOG = LoggerFactory.getLogger(OwnIdentity.class);

  private final String listener;
  private final CertificateFiles files;
  private volatile ShownCertificate shown;
  private volatile Optional<String> fault = Optional.empty();

  @GuardedBy("this")
  private FileStamp stamp;

  /**
   * Reads the files.
   *
   * @param listener the name of the listener, for the log
   * @throws WebException SECRET_FILE or AUTHORITY if they cannot be used
   */
  public OwnIdentity(String listener, CertificateFiles files) {
    this.listener = listener;
    this.files = files;
    this.stamp = FileStamp.of(files.all());
    this.shown = OwnIdentityReader.read(files);
  }

  /** Files that were found wrong are tried again each time: a key may come after its chain. */
  @Override
  public synchronized void refresh() {
    FileStamp now = FileStamp.of(files.all());
    boolean isChanged = !now.equals(stamp);
    if (!isChanged && fault.isEmpty()) {
      return;
    }
    stamp = now;
    try {
      shown = OwnIdentityReader.read(files);
      fault = Optional.empty();
      LOG.info(
          "{} shows the new certificate of {}, valid until {}",
          listener,
          files,
          shown.leaf().getNotAfter().toInstant());
    } catch (WebException unusable) {
      if (isChanged) {
        LOG.atError()
            .addKeyValue("code", unusable.code())
            .log("{} goes on with the old certificate: {}", listener, unusable.getMessage());
      }
      fault = Optional.of(unusable.getMessage());
    }
  }

  @Override
  public SSLContext serverContext() {
    return TlsContexts.server(() -> shown);
  }

  @Override
  public List<X509Certificate> chain() {
    return shown.chain();
  }

  @Override
  public X509ExtendedTrustManager trust() {
    return new NewestTrust(() -> List.of(shown.leaf()));
  }

  /** The last of the chain if it vouches for itself; else its clients know it already. */
  @Override
  public String authorityPem() {
    X509Certificate last = shown.chain().getLast();
    return OwnIdentityReader.isIssuedBy(last, last) ? Pem.ofCertificate(last) : "";
  }

  @Override
  public Optional<String> fault() {
    return fault;
  }
}
