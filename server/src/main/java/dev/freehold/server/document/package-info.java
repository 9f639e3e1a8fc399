/** The legal document of a purge: made, signed here or outside, and verified. */
package dev.freehold.server.document;
