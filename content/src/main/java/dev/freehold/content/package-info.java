/**
 * The encrypted object store: an object sealed under an owner key, over a blob back end.
 *
 * <p>This package holds the errors and limits of the module. {@code blob} keeps opaque bytes
 * durably, {@code format} turns an object into a blob and back, {@code store} joins both with the
 * database, {@code rescue} opens one object without any database.
 */
package dev.freehold.content;
