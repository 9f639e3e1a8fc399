/** Test data that the tests of several modules read. */
package dev.freehold.crypto.testing;
