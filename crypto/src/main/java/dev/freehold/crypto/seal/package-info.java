/** Statements and their seals, which show who wrote a row. */
package dev.freehold.crypto.seal;
