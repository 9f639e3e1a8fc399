/** What all packages of the module share: the refusals that a call can get, and all limits. */
package dev.freehold.files;
