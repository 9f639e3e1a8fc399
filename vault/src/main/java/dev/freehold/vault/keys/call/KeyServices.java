package dev.freehold.vault.keys.call;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.vault.backup.SecurityWorlds;
import dev.freehold.vault.keys.lastuse.KeyUses;
import dev.freehold.vault.masterkey.KeySealer;
import dev.freehold.vault.material.KeyEngines;
import java.time.Clock;

/**
 * The services that operations on keys need beside the call.
 *
 * @param sealer seals private keys for the database
 * @param crypto has the random source
 * @param engines make and use keys
 * @param work the threads for that
 * @param worlds where backups can be restored
 * @param uses remembers who used which version
 * @param clock tells the time for attributes and windows
 */
public record KeyServices(
    KeySealer sealer,
    CryptoSuite crypto,
    KeyEngines engines,
    KeyWork work,
    SecurityWorlds worlds,
    KeyUses uses,
    Clock clock) {}
