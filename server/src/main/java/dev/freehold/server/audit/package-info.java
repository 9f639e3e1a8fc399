/**
 * Turns ledger entries into audit records, for searches, exports and the collectors of other
 * systems.
 */
package dev.freehold.server.audit;
