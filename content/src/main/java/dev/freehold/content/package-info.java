/**
 * The encrypted object store. It seals each object under an owner key and stores it as a blob in a
 * folder or an S3 bucket.
 *
 * <p>This package holds the errors and limits of the module. {@code blob} stores opaque bytes
 * durably, {@code format} turns an object into a blob and back, {@code store} joins both with the
 * database, {@code rescue} opens one object without any database.
 */
package dev.freehold.content;
