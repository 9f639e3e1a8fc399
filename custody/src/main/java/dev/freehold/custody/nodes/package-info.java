/**
 * The nodes of a service: which processes serve on one database, whether each has overwritten the
 * keys that were destroyed, and which were removed and may not come back.
 */
package dev.freehold.custody.nodes;
