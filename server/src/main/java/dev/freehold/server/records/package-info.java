/**
 * What auditors can read of a ledger, at the REST API and at vaults alike: its records, its log and
 * its erasures.
 */
package dev.freehold.server.records;
