/** Secrets in files. */
package dev.freehold.web.files;
