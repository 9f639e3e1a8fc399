/** Reads and writes files that hold secrets. */
package dev.freehold.web.files;
