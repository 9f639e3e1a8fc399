package dev.freehold.server.run;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.freehold.custody.identity.TokenIssuer;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.VaultServerSettings;
import dev.freehold.vault.auth.FixedJwks;
import dev.freehold.vault.auth.JwksSource;
import dev.freehold.vault.auth.TokenSettings;
import dev.freehold.vault.masterkey.FileMasterKey;
import dev.freehold.vault.server.VaultDependencies;
import dev.freehold.vault.server.VaultServer;
import dev.freehold.vault.throttling.ThrottlingSettings;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key vaults of this process: they trust the built-in issuer and share nothing else with it.
 *
 * @param server the running vaults, or nothing if they could not start
 * @param port where they are, or would be
 */
record VaultPart(Optional<VaultServer> server, int port) {

  private static final Logger LOG = LoggerFactory.getLogger(VaultPart.class);
  private static final String LOCATION = "local";

  /**
   * Starts the vaults. If what they keep cannot be used, the service goes on without them, as with
   * any vault that is down; a port that is taken is a mistake in the configuration and ends the
   * start.
   */
  static VaultPart start(
      ServerSettings settings, DataFolder folder, Stores stores, TokenIssuer issuer, Clock clock) {
    int configured = settings.network().vaultPort();
    if (stores.vault().isEmpty()) {
      return new VaultPart(Optional.empty(), configured);
    }
    try {
      VaultServer server =
          VaultServer.start(
              settingsOf(settings.network(), issuer),
              dependencies(stores.vault().get(), settings, folder, stores, issuer, clock));
      return new VaultPart(Optional.of(server), server.port());
    } catch (VaultException failed) {
      if (failed.error() == VaultError.LISTEN) {
        throw new ServerException(ServerError.ADDRESS_UNUSABLE, failed.getMessage(), failed);
      }
      LOG.atError().addKeyValue("code", failed.code()).log("vaults: {}", failed.getMessage());
      return new VaultPart(Optional.empty(), configured);
    }
  }

  private static VaultServerSettings settingsOf(
      ServerSettings.Network network, TokenIssuer issuer) {
    return new VaultServerSettings(
        network.bindAddress(),
        network.vaultPort(),
        0,
        network.vaultSuffix(),
        TokenSettings.of(issuer.issuer().authority(), issuer.issuer().authority() + "/{tenantId}/"),
        LOCATION,
        ThrottlingSettings.FAITHFUL);
  }

  private static VaultDependencies dependencies(
      Database database,
      ServerSettings settings,
      DataFolder folder,
      Stores stores,
      TokenIssuer issuer,
      Clock clock) {
    return new VaultDependencies(
        database,
        new Ledger(database, clock),
        stores.crypto(),
        new FileMasterKey(folder.vault().resolve("master.key"), stores.crypto().random()),
        keysOf(issuer),
        stores.authority().serverContext(List.of("*." + settings.network().vaultSuffix())),
        clock,
        Optional.empty(),
        Optional.empty());
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
