package dev.freehold.shell.remote;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** A server showed certificates that no authority trusted by the user has signed. */
final class UntrustedChainException extends CertificateException {

  private static final long serialVersionUID = 1L;

  private final String address;
  private final transient List<X509Certificate> chain;
  private final boolean sound;

  /**
   * @param chain the server's certificate first
   * @param sound whether the chain is in order, for this server and now, but for whom to trust
   */
  UntrustedChainException(String address, List<X509Certificate> chain, boolean sound) {
    super("no authority that the user trusts vouches for " + address);
    this.address = address;
    this.chain = List.copyOf(chain);
    this.sound = sound;
  }

  String address() {
    return address;
  }

  X509Certificate server() {
    return chain.getFirst();
  }

  X509Certificate authority() {
    return chain.getLast();
  }

  boolean isSound() {
    return sound;
  }

  /** The one that made a handshake fail, if one did. */
  static Optional<UntrustedChainException> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UntrustedChainException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}
