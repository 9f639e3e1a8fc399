/** Removes blobs that nobody can reach, and makes sure that blobs and database belong together. */
package dev.freehold.content.sweep;
