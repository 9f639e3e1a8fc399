/** Helpers that tests of several modules share. */
package dev.freehold.mail.testing;
