/** The parts that large documents consist of, and how very many of them are let go. */
package dev.freehold.files.parts;
