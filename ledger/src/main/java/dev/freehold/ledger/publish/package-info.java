/**
 * What the service tells the world of its tenants' logs: signed checkpoints, cosigned by the
 * witnesses that are configured, and proofs of single entries.
 */
package dev.freehold.ledger.publish;
