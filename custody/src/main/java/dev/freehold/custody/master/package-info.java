/** The key that seals what the service keeps for itself, and where it comes from. */
package dev.freehold.custody.master;
