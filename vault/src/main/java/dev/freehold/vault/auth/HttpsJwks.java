package dev.freehold.vault.auth;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.freehold.web.client.HttpsClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches key sets over HTTPS and caches them. An unknown key id causes a fetch, at most one in ten
 * seconds for each set, so that new signing keys work at once and made-up ids cost nothing. A set
 * is renewed in the background when it is an hour old; if the issuer does not answer, the last set
 * is used for a day. Thread-safe.
 */
public final class HttpsJwks implements JwksSource {

  private static final Logger LOG = LoggerFactory.getLogger(HttpsJwks.class);

  private final HttpsClient client;
  private final Function<String, URI> location;
  private final LongSupplier nanoTime;

  @GuardedBy("itself")
  private final Map<URI, CachedKeySet> sets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, CachedKeySet> eldest) {
          return size() > TokenLimits.MAX_KEY_SETS;
        }
      };

  /**
   * @param client makes the requests
   * @param location where an issuer's key set is
   * @param nanoTime tells how old a set is; only grows, as {@link System#nanoTime} does
   */
  public HttpsJwks(HttpsClient client, Function<String, URI> location, LongSupplier nanoTime) {
    this.client = client;
    this.location = location;
    this.nanoTime = nanoTime;
  }

  @Override
  public Optional<RSAPublicKey> find(String issuer, String keyId) {
    URI uri = location.apply(issuer);
    return setAt(uri).find(keyId);
  }

  private CachedKeySet setAt(URI uri) {
    synchronized (sets) {
      return sets.computeIfAbsent(uri, any -> new CachedKeySet(nanoTime, () -> fetch(uri)));
    }
  }

  /** Returns empty, and says why in the log, if there is no usable answer. */
  private Optional<Map<String, RSAPublicKey>> fetch(URI uri) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(TokenLimits.KEY_SET_TIMEOUT)
            .header("Accept", "application/json")
            .build();
    try {
      HttpResponse<byte[]> response =
          client.send(request, TokenLimits.MAX_KEY_SET_BYTES, TokenLimits.KEY_SET_TIMEOUT);
      if (response.statusCode() != 200) {
        LOG.warn("the key set at {} answers {}", uri, response.statusCode());
        return Optional.empty();
      }
      return Optional.of(parse(response.body()));
    } catch (InterruptedIOException stopped) {
      return Optional.empty();
    } catch (IOException | ParseException | JOSEException e) {
      LOG.warn("the key set at {} cannot be read: {}", uri, e.toString());
      return Optional.empty();
    }
  }

  private static Map<String, RSAPublicKey> parse(byte[] bytes)
      throws ParseException, JOSEException {
    Map<String, RSAPublicKey> keys = new HashMap<>();
    for (JWK key : JWKSet.parse(new String(bytes, StandardCharsets.UTF_8)).getKeys()) {
      if (key instanceof RSAKey rsa && rsa.getKeyID() != null && isUsable(rsa)) {
        keys.put(rsa.getKeyID(), rsa.toRSAPublicKey());
      }
    }
    return keys;
  }

  private static boolean isUsable(RSAKey key) throws JOSEException {
    int bits = key.toRSAPublicKey().getModulus().bitLength();
    return bits >= TokenLimits.MIN_RSA_BITS && bits <= TokenLimits.MAX_RSA_BITS;
  }
}
