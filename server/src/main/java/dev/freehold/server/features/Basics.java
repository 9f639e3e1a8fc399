package dev.freehold.server.features;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * Services that every feature may need and none owns. What only some need goes to their
 * constructors.
 *
 * @param database the service's metadata
 * @param ledger of that database
 * @param crypto that was chosen at the start, with the source of randomness
 * @param meters where figures are shown
 * @param clock what time it is
 */
public record Basics(
    Database database, Ledger ledger, CryptoSuite crypto, MeterRegistry meters, Clock clock) {}
