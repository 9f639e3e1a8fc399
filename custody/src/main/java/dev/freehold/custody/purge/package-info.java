/** Leaving the service: the steps that end in the destruction of what is under a policy. */
package dev.freehold.custody.purge;
