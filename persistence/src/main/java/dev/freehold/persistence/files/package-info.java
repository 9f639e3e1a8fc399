/** Files that one process has for itself. */
package dev.freehold.persistence.files;
