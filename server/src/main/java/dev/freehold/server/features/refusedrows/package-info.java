/** Rows that are refused because their seal does not fit, and how they are accepted. */
package dev.freehold.server.features.refusedrows;
