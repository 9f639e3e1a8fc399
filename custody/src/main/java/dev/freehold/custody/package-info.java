/**
 * Tenants, identities and roles, data encryption policies (DEPs), the key hierarchy, availability
 * keys, and key access with its cache.
 */
package dev.freehold.custody;
