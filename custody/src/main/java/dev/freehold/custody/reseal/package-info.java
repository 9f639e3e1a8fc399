/** Empties renewed owner keys: reseals their content under the present key, then destroys them. */
package dev.freehold.custody.reseal;
