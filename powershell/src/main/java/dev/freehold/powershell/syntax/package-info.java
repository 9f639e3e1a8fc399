/**
 * The command language as text: a parser that works by characters, because what a character means
 * depends on what stands before it, and the tree that it makes. Nothing here runs anything.
 *
 * <p>A tree is immutable and can be shared between threads; a parser is made for one text.
 */
package dev.freehold.powershell.syntax;
