/**
 * What all packages of the module share: the refusals that a call can get, all limits, and the
 * kinds of sealed rows.
 */
package dev.freehold.mail;
