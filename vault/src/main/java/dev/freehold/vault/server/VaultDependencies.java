package dev.freehold.vault.server;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.vault.auth.JwksSource;
import dev.freehold.vault.masterkey.MasterKeySource;
import java.time.Clock;
import javax.net.ssl.SSLContext;

/**
 * What a vault server works with. None of it is closed with the server.
 *
 * @param database opened with {@link VaultServer#MIGRATIONS} and the ledger's
 * @param ledger in the same database
 * @param crypto does the cryptography
 * @param masterKey where the vault master key is
 * @param tokenKeys the keys of the trusted issuers
 * @param tls for the names {@code *.SUFFIX}
 * @param clock tells the time
 */
public record VaultDependencies(
    Database database,
    Ledger ledger,
    CryptoSuite crypto,
    MasterKeySource masterKey,
    JwksSource tokenKeys,
    SSLContext tls,
    Clock clock) {}
