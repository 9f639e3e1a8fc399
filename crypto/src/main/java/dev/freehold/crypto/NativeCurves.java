package dev.freehold.crypto;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;

/**
 * Puts ECDSA over SHA-256, and new EC keys, of the given provider before the JDK's, for TLS and for
 * certificates, which leave the choice to the JDK. The JDK computes a table in Java before its
 * first signature: a fifth of a second of processor time in a start. Nothing else of the provider
 * is put forward, and keys that it cannot use go to the next one as before.
 */
final class NativeCurves extends Provider {

  private static final String NAME = "FreeholdCurves";
  private static final long serialVersionUID = 1L;

  private NativeCurves(Provider source) {
    super(NAME, source.getVersionStr(), "ECDSA of " + source.getName());
    putService(new Forwarded(this, source.getService("Signature", "SHA256withECDSA")));
    putService(new Forwarded(this, source.getService("KeyPairGenerator", "EC")));
  }

  /** Once for a process; a second time changes nothing. */
  static void putForward(Provider source) {
    Security.insertProviderAt(new NativeCurves(source), 1);
  }

  private static final class Forwarded extends Service {

    private final Service service;

    Forwarded(Provider provider, Service service) {
      super(
          provider, service.getType(), service.getAlgorithm(), service.getClassName(), null, null);
      this.service = service;
    }

    @Override
    public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
      return service.newInstance(parameter);
    }

    @Override
    public boolean supportsParameter(Object parameter) {
      return service.supportsParameter(parameter);
    }
  }
}
