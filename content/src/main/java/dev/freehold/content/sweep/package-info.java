/** Deletes blobs that no row names, and checks that blob store and database belong together. */
package dev.freehold.content.sweep;
