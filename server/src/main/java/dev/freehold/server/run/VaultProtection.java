package dev.freehold.server.run;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.features.Closer;
import dev.freehold.vault.masterkey.EnvironmentMasterKey;
import dev.freehold.vault.masterkey.MasterKeySource;
import dev.freehold.vault.masterkey.TokenMasterKey;
import dev.freehold.vault.masterkey.VaultMasterKeyFile;
import dev.freehold.vault.token.HardwareToken;
import dev.freehold.vault.token.Pkcs11Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What protects the keys of the vaults.
 *
 * @param masterKey where the master key is
 * @param token where RSA-HSM keys are used, if a token is configured
 */
record VaultProtection(MasterKeySource masterKey, Optional<HardwareToken> token) {

  /** As configured; an open token is left to {@code closer}. */
  static VaultProtection of(
      ServerSettings.Protection settings, Path file, CryptoSuite crypto, Closer closer) {
    Optional<HardwareToken> token = token(settings).map(closer::add);
    MasterKeySource source =
        switch (settings.origin()) {
          case FILE -> new VaultMasterKeyFile(file, crypto.random());
          case ENVIRONMENT ->
              new EnvironmentMasterKey("freehold.vault.master-key", settings.masterKey().reveal());
          case PKCS11 ->
              new TokenMasterKey(
                  file.resolveSibling(file.getFileName() + ".wrapped"),
                  token.orElseThrow(VaultProtection::noToken),
                  crypto.random());
        };
    return new VaultProtection(source, token);
  }

  private static Optional<HardwareToken> token(ServerSettings.Protection settings) {
    if (settings.library().isEmpty()) {
      return Optional.empty();
    }
    char[] pin = settings.pin().reveal().toCharArray();
    return Optional.of(
        HardwareToken.open(
            new Pkcs11Settings(
                Path.of(settings.library()),
                settings.tokenLabel(),
                new Pkcs11Settings.Pin(pin),
                Pkcs11Settings.DEFAULT_SESSIONS)));
  }

  private static ServerException noToken() {
    return new ServerException(
        ServerError.CONFIGURATION_INVALID,
        "freehold.vault.master-key-source is pkcs11, so freehold.vault.pkcs11.library must name the"
            + " token's PKCS #11 module");
  }
}
