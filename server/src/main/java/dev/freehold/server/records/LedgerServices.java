package dev.freehold.server.records;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.publish.Checkpoints;
import dev.freehold.ledger.publish.LedgerProofs;
import dev.freehold.ledger.receipt.Receipts;

/**
 * The services that give tenants their logs.
 *
 * @param ledger the logs
 * @param checkpoints their signed heads
 * @param proofs of single entries
 * @param receipts of purges
 * @param turns limits how many answers about them are made at a time
 */
public record LedgerServices(
    Ledger ledger, Checkpoints checkpoints, LedgerProofs proofs, Receipts receipts, Turns turns) {}
