/** What tests of this and of other modules share: an S3 store, sealed rows, and a step of a job. */
package dev.freehold.content.testing;
