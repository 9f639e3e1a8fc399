package dev.freehold.server.features;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * Services that any feature may need and none owns. Services that only some features need are
 * passed to their constructors.
 *
 * @param database the service's metadata
 * @param ledger of that database
 * @param crypto the cryptography chosen at the start, with the source of randomness
 * @param meters the registry of metrics
 * @param clock the present time
 */
public record Basics(
    Database database, Ledger ledger, CryptoSuite crypto, MeterRegistry meters, Clock clock) {}
