/** Secrets in files. */
package dev.freehold.vault.files;
