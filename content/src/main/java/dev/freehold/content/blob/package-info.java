/**
 * Stores blobs, which are opaque bytes, durably: the interface that every back end implements, and
 * the back end on a local folder.
 *
 * <p>Nothing here knows keys, tenants or SQL.
 */
package dev.freehold.content.blob;
