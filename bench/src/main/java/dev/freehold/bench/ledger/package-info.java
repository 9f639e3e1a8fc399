/** What the ledger costs: appending, and proving an entry of a very long log. */
package dev.freehold.bench.ledger;
