/** Geos and their sites. */
package dev.freehold.console.sites;
