/** The document of a purge and who signs it. */
package dev.freehold.server.features.signing;
