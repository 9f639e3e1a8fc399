/** The parts that large documents consist of, and the release of very many of them in steps. */
package dev.freehold.files.parts;
