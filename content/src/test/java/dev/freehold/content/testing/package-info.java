/** An S3 store for the tests of this and of other modules. */
package dev.freehold.content.testing;
