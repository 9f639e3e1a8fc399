/** The parts of large documents, and the release of thousands of them in steps. */
package dev.freehold.files.parts;
