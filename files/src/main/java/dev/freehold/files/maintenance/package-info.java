/**
 * What other modules ask of files: the scrub of sites, sealing rows again after a key was renewed,
 * what is left of purged sites, and whether a site is empty.
 */
package dev.freehold.files.maintenance;
