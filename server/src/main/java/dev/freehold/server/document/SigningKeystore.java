package dev.freehold.server.document;

import dev.freehold.custody.approvers.ApproverCertificate;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The keys of a person in a PKCS #12 file or in a PKCS #11 token. Not for several threads. */
public final class SigningKeystore {

  private final KeyStore store;
  private final char[] pin;
  private final Optional<Provider> provider;

  private SigningKeystore(KeyStore store, char[] pin, Optional<Provider> provider) {
    this.store = store;
    this.pin = pin;
    this.provider = provider;
  }

  /**
   * Opens a PKCS #12 file.
   *
   * @param pin its password, which is the key's too; the caller overwrites it
   * @throws ServerException {@code INPUT_INVALID} if it cannot be opened
   */
  public static SigningKeystore file(Path file, char[] pin) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, pin);
      return new SigningKeystore(store, pin, Optional.empty());
    } catch (IOException | GeneralSecurityException refused) {
      throw invalid(file + " is no PKCS #12 file, or its password is another", refused);
    }
  }

  /**
   * Opens the first token of a PKCS #11 library.
   *
   * @param pin of the token; the caller overwrites it
   * @throws ServerException {@code INPUT_INVALID} if there is no token, or its PIN is another
   */
  public static SigningKeystore token(Path library, char[] pin) {
    try {
      Provider provider =
          Security.getProvider("SunPKCS11")
              .configure(
                  "--name=signing\nlibrary=%s\nslotListIndex=0\n"
                      .formatted(library.toAbsolutePath()));
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      store.load(null, pin);
      return new SigningKeystore(store, pin, Optional.of(provider));
    } catch (IOException | GeneralSecurityException | ProviderException refused) {
      throw invalid(
          library + " gives no token that this PIN opens; look with 'pkcs11-tool --list-slots'",
          refused);
    }
  }

  /**
   * A key with its certificate.
   *
   * @param alias its name; may be left out if there is one key only
   * @throws ServerException {@code INPUT_INVALID} if there is no such key
   */
  public OutsideSignature signature(Optional<String> alias) {
    try {
      String name = alias.isPresent() ? alias.get() : onlyKey();
      if (!(store.getKey(name, pin) instanceof PrivateKey key)) {
        throw invalid("there is no key '%s'".formatted(name), null);
      }
      List<X509Certificate> chain = chain(store.getCertificateChain(name));
      if (chain.isEmpty()) {
        throw invalid("the key '%s' has no certificate".formatted(name), null);
      }
      return new OutsideSignature(
          key,
          new ApproverCertificate(
              chain.getFirst(), chain.subList(1, chain.size()), Optional.empty()),
          provider);
    } catch (GeneralSecurityException refused) {
      throw invalid("the key cannot be used", refused);
    }
  }

  private String onlyKey() throws GeneralSecurityException {
    List<String> keys = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        keys.add(alias);
      }
    }
    if (keys.size() != 1) {
      throw invalid("--alias is needed, one of: " + String.join(", ", keys), null);
    }
    return keys.getFirst();
  }

  private static List<X509Certificate> chain(Certificate[] certificates) {
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate each : certificates == null ? new Certificate[0] : certificates) {
      if (each instanceof X509Certificate x509) {
        chain.add(x509);
      }
    }
    return chain;
  }

  private static ServerException invalid(String message, Exception cause) {
    return new ServerException(ServerError.INPUT_INVALID, message, cause);
  }
}
