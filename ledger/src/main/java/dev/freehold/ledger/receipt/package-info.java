/**
 * The receipt of a purge: one file with which its owner can show anybody, without the server, that
 * the purge was recorded and what it rested on. See {@code docs/formats/receipt-v1.md}.
 */
package dev.freehold.ledger.receipt;
