/** Reseals objects, and the rows that belong to them, under their owner's new key. */
package dev.freehold.content.reseal;
