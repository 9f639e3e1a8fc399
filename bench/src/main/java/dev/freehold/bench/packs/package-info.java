/** What one file for each small object costs beside one file for many. */
package dev.freehold.bench.packs;
