/**
 * Opaque bytes kept durably: the interface every back end has, and the local folder.
 *
 * <p>Nothing here knows keys, tenants or SQL.
 */
package dev.freehold.content.blob;
