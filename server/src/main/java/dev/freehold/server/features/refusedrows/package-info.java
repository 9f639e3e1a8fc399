/** Rows that the server refuses because their seal is wrong, and how an operator accepts them. */
package dev.freehold.server.features.refusedrows;
