/**
 * What the tests of this module share: fakes, a vault that fails on demand, and custody with all
 * its parts.
 */
package dev.freehold.custody.testing;
