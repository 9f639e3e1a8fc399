/**
 * The parser of the command language and the tree that it makes. The parser works by characters,
 * because the meaning of a character depends on what precedes it. Nothing here runs anything.
 *
 * <p>A tree is immutable and can be shared between threads; a parser is made for one text.
 */
package dev.freehold.powershell.syntax;
