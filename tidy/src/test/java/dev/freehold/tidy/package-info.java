/** Checks what a compiler does not: how modules depend on each other and how the source reads. */
package dev.freehold.tidy;
