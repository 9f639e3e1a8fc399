/**
 * The receipt of a purge: one file with which its owner can prove to anybody, without the server,
 * that the purge was recorded and on which consents and approvals it rested. See {@code
 * docs/formats/receipt-v1.md}.
 */
package dev.freehold.ledger.receipt;
