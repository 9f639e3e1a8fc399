/**
 * The text formats that transparency logs use towards others, byte for byte as C2SP specifies them:
 * signed notes, checkpoints, cosignatures of version 1 and proofs that can be checked offline.
 * Input from outside is parsed strictly and within bounds.
 */
package dev.freehold.ledger.note;
