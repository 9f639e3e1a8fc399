/** Import of mail with sealing against the same import without. */
package dev.freehold.bench.importing;
