/** What rows that are sealed are measured against. */
package dev.freehold.custody.seals;
