/** What the tests of this module share: fakes, a vault with faults, and everything wired. */
package dev.freehold.custody.testing;
