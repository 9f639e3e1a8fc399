/**
 * The service master key, which seals the service's own secrets, and the file that it comes from.
 */
package dev.freehold.custody.master;
