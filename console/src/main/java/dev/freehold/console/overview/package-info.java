/** The first page: what needs its reader now, and how things stand. */
package dev.freehold.console.overview;
