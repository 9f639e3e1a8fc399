/** Documents: writing, reading, listing and deleting them. */
package dev.freehold.files.documents;
