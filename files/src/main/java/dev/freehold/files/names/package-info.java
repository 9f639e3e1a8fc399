/** The names of a site's documents in order, in sealed pages: a B-tree whose rows tell no name. */
package dev.freehold.files.names;
