/**
 * Checks what a compiler does not: how modules depend on each other, and style rules of the source.
 */
package dev.freehold.tidy;
