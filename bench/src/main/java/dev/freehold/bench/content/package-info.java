/** The object store against itself with sealing left out. */
package dev.freehold.bench.content;
