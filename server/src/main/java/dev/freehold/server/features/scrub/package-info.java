/** Scrubs: checks that everything stored is what was stored. */
package dev.freehold.server.features.scrub;
