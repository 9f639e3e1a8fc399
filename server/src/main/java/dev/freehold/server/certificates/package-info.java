/** The certificates of the listeners: a local authority's, or files that somebody else renews. */
package dev.freehold.server.certificates;
