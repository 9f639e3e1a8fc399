/**
 * What batches do that copy again: they compare what they have brought with the source as it is
 * now, and change here what was changed there.
 */
package dev.freehold.mail.migration.sync;
