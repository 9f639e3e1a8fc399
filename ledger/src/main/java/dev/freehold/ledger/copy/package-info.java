/**
 * A tenant's log as files, which its owner can keep anywhere and verify with nothing else: {@code
 * docs/formats/ledger-copy-v1.md}.
 */
package dev.freehold.ledger.copy;
