package dev.freehold.server.run;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.freehold.custody.identity.TokenIssuer;
import dev.freehold.ledger.Ledger;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.vault.VaultServerSettings;
import dev.freehold.vault.auth.FixedJwks;
import dev.freehold.vault.auth.JwksSource;
import dev.freehold.vault.masterkey.FileMasterKey;
import dev.freehold.vault.server.VaultDependencies;
import dev.freehold.vault.server.VaultServer;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The key vaults of this process: they trust the built-in issuer and share nothing else with it.
 */
final class VaultPart {

  private static final String LOCATION = "local";

  private VaultPart() {}

  static VaultServer start(
      ServerSettings settings, DataFolder folder, Stores stores, TokenIssuer issuer, Clock clock) {
    ServerSettings.Network network = settings.network();
    VaultServerSettings wanted =
        new VaultServerSettings(
            network.bindAddress(),
            network.vaultPort(),
            0,
            network.vaultSuffix(),
            issuer.issuer().authority(),
            List.of(issuer.issuer().authority() + "/{tenantId}/"),
            LOCATION);
    return VaultServer.start(
        wanted,
        new VaultDependencies(
            stores.vault(),
            new Ledger(stores.vault(), clock),
            stores.crypto(),
            new FileMasterKey(folder.vault().resolve("master.key"), stores.crypto().random()),
            keysOf(issuer),
            stores.authority().serverContext(List.of("*." + network.vaultSuffix())),
            clock));
  }

  private static JwksSource keysOf(TokenIssuer issuer) {
    try {
      Map<String, RSAPublicKey> keys = new HashMap<>();
      for (JWK key : JWKSet.parse(issuer.jwksJson()).getKeys()) {
        keys.put(key.getKeyID(), key.toRSAKey().toRSAPublicKey());
      }
      return new FixedJwks(keys);
    } catch (ParseException | JOSEException broken) {
      throw new IllegalStateException("the issuer's own keys are RSA keys", broken);
    }
  }
}
