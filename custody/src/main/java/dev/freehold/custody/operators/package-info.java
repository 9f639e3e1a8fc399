/** Who operates the server: named by its configuration, never by one another. */
package dev.freehold.custody.operators;
