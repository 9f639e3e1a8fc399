/**
 * The names of a site's documents in order: a B-tree of sealed pages, whose rows reveal no name.
 */
package dev.freehold.files.names;
