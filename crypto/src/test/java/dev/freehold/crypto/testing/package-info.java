/** What tests of several modules read. */
package dev.freehold.crypto.testing;
