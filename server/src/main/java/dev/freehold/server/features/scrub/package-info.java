/** Scrubs, which check that everything stored is undamaged. */
package dev.freehold.server.features.scrub;
