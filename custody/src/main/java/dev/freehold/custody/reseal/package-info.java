/**
 * Empties owner keys that were renewed: seals their content again under the present key, then
 * destroys them.
 */
package dev.freehold.custody.reseal;
