/** Unsealed versions of sealed rows, which the benchmarks compare with the sealed ones. */
package dev.freehold.custody.seals;
