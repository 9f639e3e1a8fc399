package dev.freehold.vault.server;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.time.TwoClocks;
import dev.freehold.vault.auth.CallerStanding;
import dev.freehold.vault.auth.JwksSource;
import dev.freehold.vault.masterkey.MasterKeySource;
import dev.freehold.vault.token.HardwareToken;
import dev.freehold.web.http.Readiness;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.http.WebService;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * The objects that a vault server needs. Closing the server closes none of them.
 *
 * @param database opened with {@link VaultServer#MIGRATIONS} and the ledger's
 * @param ledger in the same database
 * @param crypto does the cryptography
 * @param masterKey provides the vault master key
 * @param tokenKeys the keys of the trusted issuers
 * @param standing tells which of their users have left since a token was made
 * @param tls the certificate for the names {@code *.SUFFIX}
 * @param clock tells the time
 * @param clocks tell when what was deleted is destroyed
 * @param login makes the service that answers for {@code login.SUFFIX}, given its address; empty if
 *     tokens come from elsewhere
 * @param shared the bounds that all listeners of the process share
 * @param readiness the answer of {@code /readyz}; must not throw
 * @param sealMarks the file that remembers the newest state seen of each vault and key; not where
 *     anyone who writes the database can write, and not another server's
 * @param token the PKCS #11 token for {@code RSA-HSM} keys, empty if they are used in this process
 *     like all others
 */
public record VaultDependencies(
    Database database,
    Ledger ledger,
    CryptoSuite crypto,
    MasterKeySource masterKey,
    JwksSource tokenKeys,
    CallerStanding standing,
    SSLContext tls,
    Clock clock,
    TwoClocks clocks,
    Optional<Function<URI, WebService>> login,
    SharedBounds shared,
    Supplier<Readiness> readiness,
    Path sealMarks,
    Optional<HardwareToken> token) {

  VaultDependencies over(Database other) {
    return new VaultDependencies(
        other, ledger, crypto, masterKey, tokenKeys, standing, tls, clock, clocks, login, shared,
        readiness, sealMarks, token);
  }
}
