/**
 * What other modules need of files: the scrub of sites, resealing rows after a key was renewed,
 * what is left of purged sites, and whether a site is empty.
 */
package dev.freehold.files.maintenance;
