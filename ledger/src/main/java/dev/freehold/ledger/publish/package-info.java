/**
 * What the service publishes of its tenants' logs: signed checkpoints, cosigned by the configured
 * witnesses, and proofs of single entries.
 */
package dev.freehold.ledger.publish;
