/** Seals objects, and rows beside them, again under their owner's new key. */
package dev.freehold.content.reseal;
