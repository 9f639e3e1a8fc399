/**
 * The command language as text: a parser that works by characters, because what a character means
 * depends on what stands before it, and the tree that it makes. Nothing here runs anything.
 *
 * <p>A tree is immutable and can be shared between threads; a parser is made for one text.
 *
 * <p>This package has more than 30 files because the rules of a grammar call each other; each file
 * has the rules of one kind of text.
 */
package dev.freehold.powershell.syntax;
