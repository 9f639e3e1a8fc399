package dev.freehold.crypto;

import java.lang.reflect.InvocationTargetException;
import java.security.Provider;

/**
 * Loads the Amazon Corretto Crypto Provider (ACCP) if the class path has it and it is healthy.
 *
 * <p>By reflection, because the server must also run where ACCP has no build. ACCP falls back to
 * the JDK without a word when its native library does not load, so only {@code assertHealthy()}
 * tells whether it is in use.
 */
final class AcceleratedProvider {

  private static final String CLASS_NAME =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private AcceleratedProvider() {}

  /**
   * Returns the provider after its self-tests passed.
   *
   * @throws CryptoException {@link CryptoError#PROVIDER_UNAVAILABLE} otherwise, with the reason
   */
  static Provider load() {
    try {
      Class<?> type = Class.forName(CLASS_NAME);
      Provider provider = (Provider) type.getField("INSTANCE").get(null);
      type.getMethod("assertHealthy").invoke(provider);
      return provider;
    } catch (ClassNotFoundException e) {
      throw unavailable("is not on the class path", e);
    } catch (InvocationTargetException e) {
      throw unavailable("failed its self-tests (" + e.getCause() + ")", e);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw unavailable("could not be loaded (" + e + ")", e);
    }
  }

  private static CryptoException unavailable(String what, Throwable cause) {
    CryptoException exception =
        new CryptoException(
            CryptoError.PROVIDER_UNAVAILABLE,
            "the Amazon Corretto Crypto Provider " + what + "; choose the JDK's or repair it");
    exception.initCause(cause);
    return exception;
  }
}
