package dev.freehold.server.run;

import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.server.config.TrustedIssuer;
import dev.freehold.vault.auth.HttpsJwks;
import dev.freehold.vault.auth.JwksSource;
import dev.freehold.web.client.HttpsClient;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The keys by which vaults verify tokens. Those of the built-in issuer are asked for anew each
 * time, so that rotated ones count at once; those of others are fetched and kept. Thread-safe.
 */
final class IssuerKeys implements JwksSource {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final TokenIssuer builtIn;
  private final List<TrustedIssuer> others;
  private final JwksSource fetched;

  IssuerKeys(TokenIssuer builtIn, List<TrustedIssuer> others) {
    this.builtIn = builtIn;
    this.others = List.copyOf(others);
    this.fetched =
        others.isEmpty()
            ? (issuer, keyId) -> Optional.empty()
            : new HttpsJwks(
                HttpsClient.trustingPublic(CONNECT_TIMEOUT),
                issuer -> location(issuer).orElseThrow(),
                System::nanoTime);
  }

  @Override
  public Optional<RSAPublicKey> find(String issuer, String keyId) {
    return location(issuer).isPresent() ? fetched.find(issuer, keyId) : builtIn.signingKey(keyId);
  }

  private Optional<URI> location(String issuer) {
    return others.stream().flatMap(other -> other.keysOf(issuer).stream()).findFirst();
  }
}
