/**
 * The text formats in which transparency logs speak to others, byte for byte as C2SP has them:
 * signed notes, checkpoints, cosignatures of version 1 and proofs that can be checked offline. What
 * comes from outside is read strictly and within bounds.
 */
package dev.freehold.ledger.note;
