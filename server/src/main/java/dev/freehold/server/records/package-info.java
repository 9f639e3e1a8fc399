/**
 * What auditors are answered about a ledger: its records, its log and its erasures, whichever
 * listener took the request.
 */
package dev.freehold.server.records;
