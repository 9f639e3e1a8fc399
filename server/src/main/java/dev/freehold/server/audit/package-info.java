/** What the ledger holds as audit records: for searches, exports and other systems' collections. */
package dev.freehold.server.audit;
