package dev.freehold.server.features.ledger;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.publish.LogIdentity;
import dev.freehold.persistence.Database;

/**
 * A log of the process that is published.
 *
 * @param identity the name and key that sign it
 * @param database its ledger's
 * @param ledger what is recorded
 */
public record LogSource(LogIdentity identity, Database database, Ledger ledger) {}
